/** The card of a path: from whom to whom, which way, and the evidence of each step. */

import { createCombobox } from "./combobox.js";
import { h } from "./dom.js";
import { statementList } from "./lists.js";
import { pathOf } from "./path.js";
import { shownIn } from "./shown.js";
import { aroundOf, entityLink } from "./statement.js";
import { count, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./state.js").Way} Way */
/** @typedef {import("./path.js").Step} Step */
/** @typedef {import("./dom.js").Child} Child */

/** @param {Data} data @param {Store} store @param {Way} way @returns {Child[]} */
export function pathCard(data, store, way) {
  const around = aroundOf(data, store);
  const { input, list } = createCombobox(data, {
    id: "ends",
    label: TEXT.pathEnd,
    placeholder: way.to < 0 ? TEXT.pathEnd : TEXT.anotherEnd,
    relations: false,
    choose: hit => store.select({ ...way, to: hit.entity }),
  });
  return [
    h("p", { class: "type" }, TEXT.path),
    h(
      "h2",
      { tabindex: "-1" },
      entityLink(around, way.from),
      way.to >= 0 && [h("span", { class: "arrow", "aria-label": TEXT.toWhom, role: "img" }, " → "), entityLink(around, way.to)],
    ),
    h("div", { class: "search ends" }, input, list),
    ...(way.to < 0 ? [] : found(data, store, way)),
  ];
}

/** @param {Data} data @param {Store} store @param {Way} way @returns {Child[]} */
function found(data, store, way) {
  const steps = pathOf(data, store.get(), way);
  /** @param {boolean} surest @param {string} text */
  const choice = (surest, text) =>
    h(
      "button",
      { type: "button", class: "quiet", "aria-pressed": String(way.surest === surest), click: () => store.select({ ...way, surest }) },
      text,
    );
  return [
    h("p", { class: "actions" }, choice(false, TEXT.shortest), choice(true, TEXT.surest)),
    !steps && h("p", { class: "empty" }, TEXT.noPath),
    steps && h("p", { class: "counts" }, count(steps.length, TEXT.step, TEXT.steps)),
    steps && h("ol", { class: "path" }, steps.map(step => stepItem(data, store, step))),
  ];
}

/** @param {Data} data @param {Store} store @param {Step} step */
function stepItem(data, store, { edge, from, to }) {
  const around = aroundOf(data, store);
  const { passing } = shownIn(data, store.get());
  const statements = data.network.edges[edge].statements.filter(i => passing[i]);
  return h(
    "li",
    {},
    h("h3", {}, entityLink(around, from), h("span", { class: "arrow" }, "–"), entityLink(around, to)),
    statements.length ? statementList(around, statements, true) : h("p", {}, TEXT.memberStep),
  );
}
