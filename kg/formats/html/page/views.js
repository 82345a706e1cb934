/** Picture, table and text: which of them is in front. */

import { byId, h } from "./dom.js";
import { TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./state.js").View} View */

/** @type {[View, string, string][]} */
const VIEWS = [
  ["graph", "stage", TEXT.graph],
  ["table", "table", TEXT.table],
  ["reader", "reader", TEXT.reader],
];

/** @param {Data} data @param {Store} store */
export function createViews(data, store) {
  const buttons = VIEWS.map(([view, , name]) =>
    h(
      "button",
      { type: "button", disabled: view === "reader" && !data.documents.length, click: () => store.update({ view }) },
      name,
    ),
  );
  byId("views").append(...buttons);
  byId("views").setAttribute("aria-label", TEXT.views);
  const show = () => {
    const { view } = store.get();
    VIEWS.forEach(([name, id], i) => {
      buttons[i].setAttribute("aria-pressed", String(name === view));
      const element = byId(id);
      if (name === "graph") element.inert = view !== "graph"; // keeps its size, so that the picture fits
      else element.hidden = name !== view;
      element.classList.toggle("behind", name !== view);
    });
    document.body.dataset.view = view;
  };
  store.follow(show);
  show();
}
