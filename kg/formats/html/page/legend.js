/** What each line and shape means, how many there are, and which are shown. */

import { byId, h } from "./dom.js";
import { lineGlyph, shapeGlyph } from "./glyphs.js";
import { toggled } from "./state.js";
import { KINDS, number, TEXT, typeNames } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store */
export function createLegend(data, store) {
  const legend = byId("legend");
  legend.append(
    h("summary", {}, TEXT.legend),
    h("div", { class: "filters" }, kinds(data, store), types(data, store)),
  );
  if (matchMedia("(min-width: 60rem) and (min-height: 40rem)").matches) legend.setAttribute("open", "");
}

/** @param {Data} data @param {Store} store */
function kinds(data, store) {
  const counts = counted(data.statements.map(s => s.kind));
  counts.set(
    "member",
    data.entities.reduce((sum, entity) => sum + entity.members.length, 0),
  );
  const rows = [...KINDS]
    .filter(([kind]) => kind !== "member" || counts.get(kind))
    .map(([kind, { name, meaning }]) => {
      const box = checkbox(store.get().kinds.has(kind), () =>
        store.update({ kinds: toggled(store.get().kinds, kind) }),
      );
      store.follow(state => {
        box.checked = state.kinds.has(kind);
      });
      box.dataset.kind = kind;
      return h(
        "label",
        { class: "row" },
        box,
        lineGlyph(kind),
        h("span", { class: "name" }, name),
        tally(counts.get(kind) ?? 0),
        h("small", {}, meaning),
      );
    });
  return h("fieldset", {}, h("legend", {}, TEXT.statements), h("div", { class: "rows" }, rows));
}

/** @param {Data} data @param {Store} store */
function types(data, store) {
  const counts = counted(data.entities.map(e => e.type));
  const rows = data.types.map(type => {
    const box = checkbox(!store.get().hiddenTypes.has(type.name), () =>
      store.update({ hiddenTypes: toggled(store.get().hiddenTypes, type.name) }),
    );
    store.follow(state => {
      box.checked = !state.hiddenTypes.has(type.name);
    });
    box.dataset.type = type.name;
    return h(
      "label",
      { class: "row" },
      box,
      shapeGlyph(type),
      h("span", { class: "name" }, h("bdi", {}, typeNames(type.name))),
      tally(counts.get(type.name) ?? 0),
    );
  });
  return rows.length
    ? h("fieldset", {}, h("legend", {}, TEXT.types), h("div", { class: "rows types" }, rows))
    : null;
}

/** @param {boolean} checked @param {() => void} change */
function checkbox(checked, change) {
  const box = h("input", { type: "checkbox", change });
  box.checked = checked;
  return box;
}

/** @param {number} n */
function tally(n) {
  return h("span", { class: "tally" }, number(n));
}

/** @param {string[]} names @returns {Map<string, number>} */
function counted(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
