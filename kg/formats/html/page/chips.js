/** The filters that are set, each with a button that lifts it: nothing is hidden unsaid. */

import { byId, h } from "./dom.js";
import { noFilters } from "./state.js";
import { percent, TEXT, titleOf } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store */
export function createChips(data, store) {
  const chips = byId("chips");
  chips.setAttribute("role", "region");
  chips.setAttribute("aria-label", TEXT.filters);
  const show = () => {
    const set = chipsOf(data, store.get());
    chips.hidden = !set.length;
    const all = { ...noFilters(), kinds: store.get().kinds };
    chips.replaceChildren(
      ...set.map(([text, change]) =>
        h(
          "button",
          { type: "button", class: "chip", "aria-label": `${TEXT.lift}: ${text}`, click: () => store.update(change) },
          h("bdi", {}, text),
          " ×",
        ),
      ),
      ...(set.length > 1 ? [h("button", { type: "button", class: "link", click: () => store.update(all) }, TEXT.liftAll)] : []),
    );
  };
  store.follow(show);
  show();
}

/** @param {Data} data @param {State} state @returns {[string, Partial<State>][]} */
function chipsOf(data, state) {
  /** @type {[string, Partial<State>][]} */
  const chips = [];
  const { around } = state;
  /** @param {Iterable<number>} numbers */
  const names = numbers => [...numbers].map(i => data.entities[i].label).join(", ");
  if (around) chips.push([TEXT.aroundOf(names(around.centres), around.steps), { around: null }]);
  if (state.hidden.size) chips.push([`${TEXT.hiddenOnes}: ${names(state.hidden)}`, { hidden: new Set() }]);
  if (state.pinned.size) chips.push([`${TEXT.pinnedOnes}: ${names(state.pinned)}`, { pinned: new Set() }]);
  if (state.relation) chips.push([`${TEXT.relation}: ${state.relation}`, { relation: "" }]);
  if (state.source >= 0) {
    chips.push([`${TEXT.document}: ${titleOf(data.documents[state.source])}`, { source: -1 }]);
  }
  if (state.confidence) chips.push([`${TEXT.confidence} ≥ ${percent(state.confidence)}`, { confidence: 0 }]);
  if (state.degree) chips.push([TEXT.degreeFrom(state.degree), { degree: 0 }]);
  if (state.dates) chips.push([`${TEXT.dates}: ${[...new Set(state.dates)].join(" – ")}`, { dates: null }]);
  return chips;
}
