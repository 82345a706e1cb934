/** Search over labels and aliases, whatever their case and accents. */

import { byId, h } from "./dom.js";
import { shapeGlyph } from "./glyphs.js";
import { TEXT, typeName } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {{entity: number, name: string, rank: number}} Hit */

const MOST = 12;
/** Letters that Unicode doesn't take apart. */
const LETTERS = new Map(Object.entries({ "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i" }));

/** A name without case, accents and punctuation. @param {string} name */
export function fold(name) {
  return name
    .toLowerCase()
    .replace(/[łøđðþßæœı]/gu, letter => LETTERS.get(letter) ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The names that can be found, folded once.
 * @param {Data} data @returns {{entity: number, name: string, folded: string}[]}
 */
export function namesOf(data) {
  return data.entities.flatMap(({ label, aliases }, entity) =>
    [label, ...aliases].map(name => ({ entity, name, folded: fold(name) })));
}

/**
 * Entities by how well a name fits, then by importance; each once.
 * @param {ReturnType<typeof namesOf>} names @param {string} query @returns {Hit[]}
 */
export function find(names, query) {
  const wanted = fold(query);
  if (!wanted) return [];
  /** @type {Map<number, Hit>} */
  const best = new Map();
  for (const { entity, name, folded } of names) {
    const rank = rankOf(folded, wanted);
    const before = best.get(entity);
    if (rank < Infinity && (!before || rank < before.rank)) best.set(entity, { entity, name, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.entity - b.entity);
}

/** @param {string} name @param {string} wanted */
function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.split(" ").every(word => ` ${name}`.includes(` ${word}`)) ? 4 : Infinity;
}

/** @param {Data} data @param {Store} store */
export function createSearch(data, store) {
  const names = namesOf(data);
  const looks = new Map(data.types.map(type => [type.name, type]));
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;

  const list = h("ul", { id: "hits", role: "listbox", "aria-label": TEXT.search, hidden: true });
  const input = h("input", {
    type: "search", role: "combobox", placeholder: TEXT.searchKey, "aria-label": TEXT.search,
    "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    input: () => { hits = find(names, input.value).slice(0, MOST); active = hits.length ? 0 : -1; render(); },
    keydown: event => key(/** @type {KeyboardEvent} */ (event)),
    blur: () => close(),
    focus: () => { if (input.value) render(); },
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
    if (event.key === "Escape") { input.value = ""; hits = []; close(); event.stopPropagation(); return; }
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
    if (!fold(input.value)) { close(); return; }
    list.replaceChildren(...(hits.length ? hits.map(row) : [h("li", { class: "none" }, TEXT.nothingCalled, " “", h("bdi", {}, input.value), "”.")]));
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
        id: `hit-${i}`, role: "option", "aria-selected": String(i === active),
        mousedown: event => { event.preventDefault(); choose(hit); }, // before the field loses focus
      },
      look && shapeGlyph(look),
      h("span", { class: "name" }, h("bdi", {}, entity.label), hit.name !== entity.label && h("small", {}, h("bdi", {}, hit.name))),
      h("small", { class: "kind" }, typeName(entity.type)),
    );
  }
}
