/** Which statements, entities and lines the filters let through. */

import { entitiesOf } from "./data.js";
import { hiddenByFolds } from "./folding.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */
/**
 * @typedef {object} Shown
 * @property {boolean[]} passing statements that all filters but the kinds let through
 * @property {boolean[]} statements statements that are shown
 * @property {boolean[]} nodes of those that are drawn at all
 * @property {boolean[]} edges
 * @property {boolean[]} drawn nodes that no fold hides; `nodes` itself where nothing is folded
 * @property {boolean[]} lines edges between them
 */

/** @type {(keyof State)[]} */
const FILTERS = [
  "kinds",
  "hiddenTypes",
  "relation",
  "source",
  "confidence",
  "degree",
  "dates",
  "around",
  "folded",
  "turned",
  "hidden",
  "pinned",
];

/** @type {WeakMap<State, Shown>} */
const known = new WeakMap();
/** @type {WeakMap<Data, State>} the state that was asked about last */
const latest = new WeakMap();

/** @param {Data} data @param {State} state @returns {Shown} */
export function shownIn(data, state) {
  const before = latest.get(data);
  const same = before && FILTERS.every(name => before[name] === state[name]) ? known.get(before) : undefined;
  const shown = known.get(state) ?? same ?? compute(data, state);
  known.set(state, shown);
  latest.set(data, state);
  return shown;
}

/** Whether a filter of statements is set. @param {State} state */
function narrowed({ relation, source, confidence, dates }) {
  return relation !== "" || source >= 0 || confidence > 0 || dates !== null;
}

/** @param {Data} data @param {State} state @returns {Shown} */
function compute(data, state) {
  const passing = data.statements.map(statement => passes(statement, state));
  const kept = passing.map((passed, i) => passed && state.kinds.has(data.statements[i].kind));
  const lines = data.network.edges.map(
    edge => state.kinds.has(edge.kind) && (edge.kind === "member" || edge.statements.some(i => passing[i])),
  );
  const near = state.around && neighbourhood(data, lines, state.around.centres, state.around.steps);
  const named = narrowed(state) ? namedIn(data, kept) : null;
  const nodes = data.network.nodes.map(
    (_, i) =>
      state.pinned.has(i) ||
      (!state.hiddenTypes.has(data.entities[i].type) &&
        !state.hidden.has(i) &&
        data.index.about[i].length >= state.degree &&
        (!near || near.has(i)) &&
        (!named || named.has(i))),
  );
  const edges = data.network.edges.map(({ from, to }, i) => lines[i] && nodes[from] && nodes[to]);
  const statements = kept.map((keep, i) => keep && nodes[data.statements[i].subject]);
  return { passing, statements, nodes, edges, ...unfolded(data, state, nodes, edges) };
}

/** @param {Data} data @param {State} state @param {boolean[]} nodes @param {boolean[]} edges */
function unfolded(data, state, nodes, edges) {
  const hidden = hiddenByFolds(data, state);
  const drawn = nodes.map((shown, i) => shown && !hidden(i));
  if (drawn.every((seen, i) => seen === nodes[i])) return { drawn: nodes, lines: edges };
  return { drawn, lines: data.network.edges.map(({ from, to }, i) => edges[i] && drawn[from] && drawn[to]) };
}

/** @param {Statement} statement @param {State} state */
function passes(statement, { relation, source, confidence, dates }) {
  return (
    (relation === "" || statement.lemma === relation) &&
    (source < 0 || statement.evidence.some(evidence => evidence.document === source)) &&
    statement.confidence >= confidence &&
    (dates === null || within(statement.time, dates))
  );
}

/** Whether two spans of time meet; dates may be less precise than others. @param {[string, string]|null} time @param {[string, string]} dates */
export function within(time, [first, last]) {
  if (!time) return false;
  return time[1].localeCompare(first) >= 0 || time[1].startsWith(first) || first.startsWith(time[1])
    ? time[0].slice(0, last.length) <= last
    : false;
}

/** @param {Data} data @param {boolean[]} kept */
function namedIn(data, kept) {
  /** @type {Set<number>} */
  const named = new Set();
  data.statements.forEach((statement, i) => {
    if (!kept[i]) return;
    for (const entity of entitiesOf(statement)) named.add(entity);
    if (statement.said) named.add(statement.said.by);
  });
  return named;
}

/** What lies up to so many lines away. @param {Data} data @param {boolean[]} lines those that count @param {readonly number[]} centres @param {number} steps */
export function neighbourhood(data, lines, centres, steps) {
  const near = new Set(centres);
  for (let step = 0; step < steps; step++) {
    const edge = new Set(near);
    data.network.edges.forEach(({ from, to }, i) => {
      if (!lines[i]) return;
      if (edge.has(from)) near.add(to);
      if (edge.has(to)) near.add(from);
    });
  }
  return near;
}
