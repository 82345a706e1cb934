/** A field with suggestions as one types, by keyboard and by hand. */

import { h } from "./dom.js";
import { find, fold, namesOf } from "./find.js";
import { shapeGlyph } from "./glyphs.js";
import { count, TEXT, typeName } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./find.js").Hit} Hit */
/** @typedef {{id: string, label: string, placeholder: string, relations: boolean, choose: (hit: Hit) => void}} Options */

const MOST = 12;

/** @type {WeakMap<Data, ReturnType<typeof namesOf>>} */
const folded = new WeakMap();

/** The names of the page, folded when they are first asked for. @param {Data} data */
function namesIn(data) {
  const names = folded.get(data) ?? namesOf(data);
  folded.set(data, names);
  return names;
}

/** @param {Data} data @param {Options} options @returns {{input: HTMLInputElement, list: HTMLUListElement}} */
export function createCombobox(data, { id, label, placeholder, relations, choose }) {
  setTimeout(() => namesIn(data), 50); // after the first picture, before most will ask
  const looks = new Map(data.types.map(type => [type.name, type]));
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;

  const list = h("ul", { id, role: "listbox", "aria-label": label, hidden: true });
  const input = h("input", {
    type: "search",
    role: "combobox",
    placeholder,
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    input: () => {
      hits = find(namesIn(data), input.value)
        .filter(hit => relations || hit.relation === undefined)
        .slice(0, MOST);
      active = hits.length ? 0 : -1;
      render();
    },
    keydown: event => key(/** @type {KeyboardEvent} */ (event)),
    blur: () => close(),
    focus: () => {
      if (input.value) render();
    },
  });
  return { input, list };

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key === "Escape") {
      clear();
      event.stopPropagation();
      return;
    }
    if (!hits.length) return;
    if (event.key === "Enter") take(hits[Math.max(0, active)]);
    else if (event.key === "ArrowDown") active = (active + 1) % hits.length;
    else if (event.key === "ArrowUp") active = (active - 1 + hits.length) % hits.length;
    else return;
    event.preventDefault();
    if (event.key !== "Enter") render();
  }

  /** @param {Hit} hit */
  function take(hit) {
    clear();
    choose(hit);
  }

  function clear() {
    input.value = "";
    hits = [];
    close();
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
        : [
            h(
              "li",
              { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
              TEXT.nothingCalled,
              " “",
              h("bdi", {}, input.value),
              "”.",
            ),
          ]),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", optionId(active));
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} i */
  function optionId(i) {
    return `${id.replace(/s$/, "")}-${i}`;
  }

  /** @param {Hit} hit @param {number} i */
  function row(hit, i) {
    return h(
      "li",
      {
        id: optionId(i),
        role: "option",
        "aria-selected": String(i === active),
        mousedown: event => {
          event.preventDefault(); // before the field loses focus
          take(hit);
        },
      },
      hit.relation === undefined ? entityRow(hit) : relationRow(hit),
    );
  }

  /** @param {Hit} hit */
  function entityRow(hit) {
    const entity = data.entities[hit.entity];
    const look = looks.get(entity.type);
    return [
      look && shapeGlyph(look),
      h(
        "span",
        { class: "name" },
        h("bdi", {}, entity.label),
        hit.name !== entity.label && h("small", {}, h("bdi", {}, hit.name)),
      ),
      h("small", { class: "kind" }, typeName(entity.type)),
    ];
  }

  /** @param {Hit} hit */
  function relationRow(hit) {
    return [
      h("span", { class: "name" }, h("i", {}, h("bdi", {}, hit.name))),
      h("small", { class: "kind" }, `${TEXT.relation} · ${count(hit.statements ?? 0, TEXT.statement)}`),
    ];
  }
}
