/** Filters by relation, document, confidence and number of statements, with counts. */

import { byId, h } from "./dom.js";
import { count, number, percent, TEXT, titleOf } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store */
export function createFilters(data, store) {
  const more = byId("more");
  more.hidden = !data.statements.length;
  const summary = more.querySelector("summary");
  if (summary) summary.textContent = byId("timeline").hidden ? TEXT.moreFilters : TEXT.timelineAndFilters;
  const relation = choice(TEXT.relation, TEXT.allRelations, relationsOf(data), value => store.update({ relation: value }));
  const source = choice(TEXT.document, TEXT.allDocuments, documentsOf(data), value =>
    store.update({ source: value === "" ? -1 : Number(value) }),
  );
  const confidence = range(TEXT.confidenceFrom, 20, value => store.update({ confidence: value / 20 }, true));
  const degree = range(TEXT.statementsFrom, 20, value => store.update({ degree: value }, true));
  const confidences = data.statements.map(statement => statement.confidence).sort((a, b) => a - b);
  const degrees = data.network.nodes.map((_, i) => data.index.about[i].length).sort((a, b) => a - b);
  const show = () => {
    const state = store.get();
    relation.input.value = state.relation;
    source.input.value = state.source < 0 ? "" : String(state.source);
    confidence.set(
      state.confidence * 20,
      percent(state.confidence),
      count(reaching(confidences, state.confidence), TEXT.statement),
    );
    degree.set(state.degree, number(state.degree), count(reaching(degrees, state.degree), "entity", "entities"));
  };
  store.follow(show);
  show();
  const fields = [relation.label, data.documents.length > 1 && source.label, confidence.label, degree.label];
  more.querySelector(".filters")?.append(
    h("div", { class: "rows fields", role: "group", "aria-label": TEXT.filters }, fields),
  );
}

/** @param {string} name @param {string} all @param {[value: string, text: string, count: number][]} options @param {(value: string) => void} change */
function choice(name, all, options, change) {
  const input = h(
    "select",
    { "aria-label": name, change: () => change(input.value) },
    h("option", { value: "" }, all),
    options.map(([value, text, n]) => h("option", { value }, `${text} (${number(n)})`)),
  );
  return { input, label: h("label", { class: "field" }, h("span", {}, name), input) };
}

/** @param {string} name @param {number} most @param {(value: number) => void} change */
function range(name, most, change) {
  const input = h("input", { type: "range", "aria-label": name, min: "0", max: String(most), input: () => change(Number(input.value)) });
  const shown = h("output", {});
  const passing = h("small", { class: "tally" });
  return {
    label: h("label", { class: "field" }, h("span", {}, name, " ", shown, " ", passing), input),
    /** @param {number} value @param {string} text @param {string} tally what it lets through */
    set: (value, text, tally) => {
      input.value = String(value);
      input.setAttribute("aria-valuetext", `${text}, ${tally}`);
      shown.textContent = text;
      passing.textContent = tally;
    },
  };
}

/** How many of some sorted numbers are as large as another. @param {number[]} sorted @param {number} least */
function reaching(sorted, least) {
  const first = sorted.findIndex(value => value >= least);
  return first < 0 ? 0 : sorted.length - first;
}

/** Relations, the most frequent first. @param {Data} data @returns {[string, string, number][]} */
function relationsOf(data) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { lemma } of data.statements) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 500)
    .map(([lemma, n]) => [lemma, lemma, n]);
}

/** @param {Data} data @returns {[string, string, number][]} */
function documentsOf(data) {
  return data.documents.map((document, i) => [
    String(i),
    titleOf(document),
    data.index.resting[i].reduce((sum, statements) => sum + statements.length, 0),
  ]);
}
