/** What can be done with an entity: look around it, hide or pin it, find a way from it. */

import { h } from "./dom.js";
import { toggled } from "./state.js";
import { TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store @param {number} entity */
export function actionsOf(data, store, entity) {
  const { around, hidden, pinned } = store.get();
  const alone = around?.centres.length === 1 && around.centres[0] === entity;
  /** @param {number} steps */
  const focus = steps => () =>
    store.update({
      view: "graph",
      around: alone && around.steps === steps ? null : { centres: [entity], steps },
    });
  const expand = () =>
    around && store.update({ around: { ...around, centres: [...around.centres, entity] } });
  /** @param {string} text @param {() => void} click @param {boolean} [pressed] */
  const button = (text, click, pressed) =>
    h(
      "button",
      { type: "button", class: "quiet", click, "aria-pressed": pressed === undefined ? null : String(pressed) },
      text,
    );
  return h(
    "p",
    { class: "actions" },
    button(TEXT.oneStep, focus(1), alone && around.steps === 1),
    button(TEXT.twoSteps, focus(2), alone && around.steps === 2),
    around && !around.centres.includes(entity) && button(TEXT.expand, expand),
    button(TEXT.hide, () => store.update({ hidden: toggled(hidden, entity) }), hidden.has(entity)),
    button(TEXT.pin, () => store.update({ pinned: toggled(pinned, entity) }), pinned.has(entity)),
    data.entities.length > 1 &&
      button(TEXT.pathTo, () => store.select({ from: entity, to: -1, surest: false })),
  );
}
