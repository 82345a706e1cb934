/** What is selected, as nodes and lines of the picture. */

import { entitiesOf } from "./data.js";
import { pathOf } from "./path.js";
import { shownIn } from "./shown.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {{nodes: Set<number>, edges: number[]}} Focus what is selected, with its neighbours */

/** @param {Data} data @param {State} state @returns {Focus|null} */
export function focusOf(data, state) {
  const { selected } = state;
  if (!selected || "passage" in selected) return null;
  if ("entity" in selected && !data.network.nodes[selected.entity]) return null; // it isn't drawn
  const edges = linesOf(data, state, selected);
  const ends = edges.flatMap(i => [data.network.edges[i].from, data.network.edges[i].to]);
  const own =
    "community" in selected
      ? data.index.communities[selected.community]
      : "entity" in selected
      ? [selected.entity]
      : "from" in selected
        ? [selected.from]
        : "statement" in selected
          ? [...entitiesOf(data.statements[selected.statement])]
          : [];
  return { nodes: new Set([...own, ...ends]), edges };
}

/** The lines that belong to what is selected. @param {Data} data @param {State} state @param {NonNullable<State["selected"]>} selected */
function linesOf(data, state, selected) {
  if ("from" in selected) return pathOf(data, state, selected)?.map(step => step.edge) ?? [];
  const shown = shownIn(data, state).edges;
  return data.network.edges.flatMap((edge, i) => {
    if (!shown[i]) return [];
    if ("edge" in selected) return i === selected.edge ? [i] : [];
    if ("community" in selected)
      return data.index.community[edge.from] === selected.community && data.index.community[edge.to] === selected.community ? [i] : [];
    if ("statement" in selected) return edge.statements.includes(selected.statement) ? [i] : [];
    return "entity" in selected && (edge.from === selected.entity || edge.to === selected.entity) ? [i] : [];
  });
}

/** The entity to look at. @param {NonNullable<State["selected"]>} selected @param {Data} data */
export function middleOf(selected, data) {
  if ("entity" in selected) return selected.entity;
  if ("edge" in selected) return data.network.edges[selected.edge].from;
  if ("statement" in selected) return data.statements[selected.statement].subject;
  return "from" in selected ? selected.from : -1; // neither a sentence nor a community is a single node
}
