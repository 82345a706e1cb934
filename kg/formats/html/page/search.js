/** The search field: suggestions as one types, by keyboard and by hand. */

import { byId, h } from "./dom.js";
import { find, fold, namesOf } from "./find.js";
import { shapeGlyph } from "./glyphs.js";
import { TEXT, typeName } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./find.js").Hit} Hit */

const MOST = 12;
/** @param {Data} data @param {Store} store */
export function createSearch(data, store) {
  const names = namesOf(data);
  const looks = new Map(data.types.map(type => [type.name, type]));
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;

  const list = h("ul", { id: "hits", role: "listbox", "aria-label": TEXT.search, hidden: true });
  const input = h("input", {
    type: "search",
    role: "combobox",
    placeholder: TEXT.searchKey,
    "aria-label": TEXT.search,
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    input: () => {
      hits = find(names, input.value).slice(0, MOST);
      active = hits.length ? 0 : -1;
      render();
    },
    keydown: event => key(/** @type {KeyboardEvent} */ (event)),
    blur: () => close(),
    focus: () => {
      if (input.value) render();
    },
  });
  byId("search").append(input, list);
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key === "Escape") {
      input.value = "";
      hits = [];
      close();
      event.stopPropagation();
      return;
    }
    if (!hits.length) return;
    if (event.key === "Enter") choose(hits[Math.max(0, active)]);
    else if (event.key === "ArrowDown") active = (active + 1) % hits.length;
    else if (event.key === "ArrowUp") active = (active - 1 + hits.length) % hits.length;
    else return;
    event.preventDefault();
    if (event.key !== "Enter") render();
  }

  /** @param {Hit} hit */
  function choose(hit) {
    input.value = "";
    hits = [];
    close();
    store.select({ entity: hit.entity });
    byId("panel").querySelector("h2")?.focus();
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function render() {
    if (!fold(input.value)) {
      close();
      return;
    }
    list.replaceChildren(
      ...(hits.length
        ? hits.map(row)
        : [h("li", { class: "none" }, TEXT.nothingCalled, " “", h("bdi", {}, input.value), "”.")]),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Hit} hit @param {number} i */
  function row(hit, i) {
    const entity = data.entities[hit.entity];
    const look = looks.get(entity.type);
    return h(
      "li",
      {
        id: `hit-${i}`,
        role: "option",
        "aria-selected": String(i === active),
        mousedown: event => {
          event.preventDefault();
          choose(hit);
        }, // before the field loses focus
      },
      look && shapeGlyph(look),
      h(
        "span",
        { class: "name" },
        h("bdi", {}, entity.label),
        hit.name !== entity.label && h("small", {}, h("bdi", {}, hit.name)),
      ),
      h("small", { class: "kind" }, typeName(entity.type)),
    );
  }
}
