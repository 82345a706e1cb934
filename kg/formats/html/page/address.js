/** The state as the fragment of the page's address: a view can be kept, sent, and undone. */

import { firstState } from "./state.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./state.js").Selection} Selection */

const SAME = "kinds";

/** Only what differs from the first state. Entities and documents by their ids. @param {Data} data @param {State} state */
export function toFragment(data, state) {
  const plain = firstState();
  const words = new URLSearchParams();
  /** @param {Iterable<number>} numbers */
  const ids = numbers => JSON.stringify([...numbers].map(i => data.entities[i].id));
  if (state.view !== plain.view) words.set("view", state.view);
  for (const [name, value] of selectionWords(data, state.selected)) words.set(name, value);
  if (joined(state.kinds) !== joined(plain.kinds)) words.set(SAME, joined(state.kinds));
  if (state.hiddenTypes.size) words.set("without", JSON.stringify([...state.hiddenTypes].sort()));
  if (state.relation) words.set("relation", state.relation);
  if (state.source >= 0) words.set("source", data.documents[state.source].id);
  if (state.confidence) words.set("confidence", String(state.confidence));
  if (state.degree) words.set("degree", String(state.degree));
  if (state.dates) words.set("dates", state.dates.join("/"));
  if (state.around) words.set("around", ids(state.around.centres));
  if (state.around) words.set("steps", String(state.around.steps));
  if (state.folded !== null) words.set("folded", String(state.folded));
  const turned = [...state.turned].map(i => data.index.communities[i][0]);
  if (turned.length) words.set("turned", ids(turned));
  if (state.hidden.size) words.set("hidden", ids(state.hidden));
  if (state.pinned.size) words.set("pinned", ids(state.pinned));
  if (state.view === "reader") words.set("document", data.documents[state.reading]?.id ?? "");
  if (state.view === "reader" && state.at >= 0) words.set("at", String(state.at));
  if (state.theme) words.set("theme", state.theme);
  return words.toString();
}

/** @param {ReadonlySet<string>} set */
function joined(set) {
  return [...set].sort().join(",");
}

/** @param {Data} data @param {Selection} selected @returns {[string, string][]} */
function selectionWords(data, selected) {
  if (!selected) return [];
  if ("entity" in selected) return [["entity", data.entities[selected.entity].id]];
  if ("community" in selected)
    return [["community", data.entities[data.index.communities[selected.community][0]].id]];
  if ("edge" in selected) return [["line", String(selected.edge)]];
  if ("statement" in selected) return [["statement", String(selected.statement)]];
  if ("passage" in selected) return [["sentence", `${selected.document}.${selected.passage}`]];
  const ends = [selected.from, ...(selected.to < 0 ? [] : [selected.to])];
  return [
    ["path", JSON.stringify(ends.map(i => data.entities[i].id))],
    ...(selected.surest ? [/** @type {[string, string]} */ (["by", "confidence"])] : []),
  ];
}

/** A fragment as a state; what it names and the page hasn't is passed over. @param {Data} data @param {string} fragment @returns {State} */
export function fromFragment(data, fragment) {
  const words = new URLSearchParams(fragment.replace(/^#/, ""));
  const plain = firstState();
  const view = words.get("view");
  const kinds = words.get(SAME);
  const source = documentOf(data, words.get("source"));
  const reading = documentOf(data, words.get("document"));
  const dates = words.get("dates")?.split("/") ?? [];
  const centres = entitiesOfIds(data, words.get("around"));
  const theme = words.get("theme");
  const selected = selectionOf(data, words);
  const sentenceIn = selected && "passage" in selected ? selected.document : 0;
  return {
    view: view === "table" || view === "reader" ? view : plain.view,
    selected,
    kinds: kinds === null ? plain.kinds : new Set(kinds.split(",").filter(Boolean)),
    hiddenTypes: new Set(list(words.get("without"))),
    relation: words.get("relation") ?? "",
    source,
    confidence: between(Number(words.get("confidence")), 0, 1),
    degree: between(Number(words.get("degree")), 0, Infinity),
    dates: dates.length === 2 ? [dates[0], dates[1]] : null,
    around: centres.length ? { centres, steps: between(Number(words.get("steps")), 0, 2) } : null,
    folded: { true: true, false: false }[words.get("folded") ?? ""] ?? null,
    turned: new Set(communitiesOf(data, words.get("turned"))),
    hidden: new Set(entitiesOfIds(data, words.get("hidden"))),
    pinned: new Set(entitiesOfIds(data, words.get("pinned"))),
    reading: reading >= 0 ? reading : sentenceIn,
    at: words.has("at") ? between(Number(words.get("at")), -1, Infinity) : -1,
    theme: theme === "light" || theme === "dark" ? theme : "",
  };
}

/** @param {Data} data @param {URLSearchParams} words @returns {Selection} */
function selectionOf(data, words) {
  const [entity] = entitiesOfIds(data, JSON.stringify([words.get("entity")]));
  if (entity !== undefined) return { entity };
  const [community] = communitiesOf(data, JSON.stringify([words.get("community")]));
  if (community !== undefined) return { community };
  const edge = place(words.get("line"), data.network.edges);
  if (edge >= 0) return { edge };
  const statement = place(words.get("statement"), data.statements);
  if (statement >= 0) return { statement };
  const [document, passage] = (words.get("sentence") ?? "").split(".");
  const source = place(document, data.documents);
  if (source >= 0 && place(passage, data.documents[source].passages) >= 0)
    return { document: source, passage: Number(passage) };
  const [from, to = -1] = entitiesOfIds(data, words.get("path"));
  return from === undefined ? null : { from, to, surest: words.get("by") === "confidence" };
}

/** A number as a place in a list, or -1. @param {string|null|undefined} word @param {unknown[]} items */
function place(word, items) {
  return word && /^\d+$/.test(word) && Number(word) < items.length ? Number(word) : -1;
}

/** @param {string|null} json @returns {string[]} */
function list(json) {
  try {
    const found = JSON.parse(json ?? "[]");
    return Array.isArray(found) ? found.filter(item => typeof item === "string") : [];
  } catch (error) {
    if (error instanceof SyntaxError) return []; // an address that was cut or written by hand
    throw error;
  }
}

/** @param {Data} data @param {string|null} json ids @returns {number[]} */
function entitiesOfIds(data, json) {
  return list(json).flatMap(id => data.index.byId.get(id) ?? []);
}

/** Communities by their most important members. @param {Data} data @param {string|null} json ids */
function communitiesOf(data, json) {
  return entitiesOfIds(data, json).flatMap(i => data.index.community[i] ?? []);
}

/** @param {Data} data @param {string|null} id */
function documentOf(data, id) {
  return id === null ? -1 : data.documents.findIndex(document => document.id === id);
}

/** @param {number} value @param {number} least @param {number} most */
function between(value, least, most) {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}

/**
 * Keep address and state alike; the browser's own back and forward undo and redo.
 * @param {Data} data @param {Store} store
 */
export function followAddress(data, store) {
  let current = location.hash.replace(/^#/, "");
  let depth = 0;
  let passed = false; // the latest entry came of a change in a row of many
  history.replaceState({ depth }, "");
  store.follow((state, _, passing) => {
    const fragment = toFragment(data, state);
    if (fragment === current) return;
    current = fragment;
    const replaces = passing && passed;
    passed = passing;
    if (!replaces) depth += 1;
    history[replaces ? "replaceState" : "pushState"]({ depth }, "", `#${fragment}`);
  });
  addEventListener("popstate", event => {
    depth = event.state?.depth ?? 0;
    passed = false;
    const state = fromFragment(data, location.hash);
    current = toFragment(data, state);
    store.update(state);
  });
}

/** Whether the reader has come here from elsewhere on the page. */
export function canGoBack() {
  return (history.state?.depth ?? 0) > 0;
}
