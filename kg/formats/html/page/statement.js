/** A statement as a line of text whose names lead to their cards, and which opens its evidence. */

import { h, paged } from "./dom.js";
import { evidenceFigure, marksKey } from "./evidence.js";
import { count, kindName, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Said} Said */
/** @typedef {import("./data.js").Statement} Statement */
/** @typedef {import("./data.js").Term} Term */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {{data: Data, select: (entity: number) => void, read: (document: number, at: number) => void, here: number}} Around `here` is the entity whose card it is, or -1 */

/** @param {Data} data @param {import("./state.js").Store} store @param {number} [here] @returns {Around} */
export function aroundOf(data, store, here = -1) {
  return { data, here, select: entity => store.update({ selected: { entity }, at: -1 }), read: store.read };
}

const DEEPEST = 3; // statements about statements may go round in circles

/** @param {Around} around @param {number} number @param {boolean} open @returns {HTMLLIElement} */
export function statementItem(around, number, open) {
  const statement = around.data.statements[number];
  const id = `evidence-${number}`;
  const sources = h("div", { class: "sources", id, hidden: true });
  const toggle = h(
    "button",
    { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": id, click: flip },
    count(statement.evidence.length, "source"),
  );

  function flip() {
    const opens = sources.hidden;
    if (opens && !sources.hasChildNodes()) {
      const list = h("ul", {});
      sources.append(marksKey(statement.evidence), list);
      paged(list, statement.evidence, evidence => h("li", {}, evidenceFigure(around, evidence)), 5);
    }
    sources.hidden = !opens;
    toggle.setAttribute("aria-expanded", String(opens));
  }

  if (open) flip();
  return h(
    "li",
    { class: `statement ${statement.kind}` },
    h("p", { class: "line" }, sentence(around, statement), " ", toggle),
    sources,
  );
}

/** @param {Around} around @param {Statement} statement @param {number} [depth] how many statements it stands in @returns {Child[]} */
function sentence(around, statement, depth = 0) {
  const subject = term(around, statement.subject, depth);
  const object = statement.object === null ? null : term(around, statement.object, depth);
  const [first, last] = statement.inverted ? [object, subject] : [subject, object];
  /** @type {Child[]} */
  const words = [first, " ", h("span", { class: "relation" }, statement.relation), " ", last];
  for (const [role, preposition, value] of statement.arguments) {
    words.push(
      " ",
      preposition || h("small", { class: "role" }, `${role}:`),
      " ",
      term(around, value, depth),
    );
  }
  if (statement.time && !saysTime(statement))
    words.push(" ", h("span", { class: "time" }, timeText(statement.time)));
  const remarks = depth === 0 ? remarksOf(around, statement) : []; // the outer statement tells of the inner
  return remarks.length ? [...words, " ", h("span", { class: "remarks" }, remarks)] : words;
}

/** What keeps a statement from being a plain fact. @param {Around} around @param {Statement} statement @returns {Child[]} */
function remarksOf(around, statement) {
  /** @type {Child[]} */
  const remarks = [];
  if (statement.kind === "denied" || statement.kind === "hypothetical") {
    const name = kindName(statement.kind).toLowerCase();
    remarks.push(h("span", { class: "tag" }, statement.modality ? `${name}: ${statement.modality}` : name));
  }
  const { said } = statement;
  const plain = said?.by === around.here && said.to === null && said.via === null; // the card says so
  if (said && !plain) remarks.push(h("span", { class: "said" }, "says ", saidBy(around, said)));
  return remarks;
}

/** @param {Around} around @param {Said} said @returns {Child[]} */
function saidBy(around, said) {
  return [
    term(around, said.by),
    ...(said.to === null ? [] : [` ${TEXT.toWhom} `, term(around, said.to)]),
    ...(said.via === null ? [] : [`, ${TEXT.via} `, ...saidBy(around, said.via)]),
  ];
}

/** @param {Around} around @param {Term} value @param {number} [depth] @returns {HTMLElement} */
function term(around, value, depth = 0) {
  if (typeof value === "number") return entityLink(around, value);
  if (value.type) return h("bdi", { class: "value", title: `${value.type} ${value.value}` }, value.text);
  const inner =
    typeof value.statement === "number" && depth < DEEPEST ? around.data.statements[value.statement] : null;
  return h(
    "span",
    { class: "quoted" },
    inner ? sentence(around, inner, depth + 1) : h("bdi", {}, value.text),
  );
}

/** @param {Around} around @param {number} entity @returns {HTMLElement} */
export function entityLink({ data, select, here }, entity) {
  const name = h("bdi", {}, data.entities[entity].label || TEXT.unnamed);
  if (entity === here) return h("b", {}, name);
  return h("button", { type: "button", class: "link", click: () => select(entity) }, name);
}

/** Whether an argument tells the time already. @param {Statement} statement */
function saysTime({ arguments: all, time }) {
  return all.some(([, , value]) => typeof value !== "number" && value.value === time?.[0]);
}

/** @param {[string, string]} time */
function timeText([start, end]) {
  return start === end ? start : `${start} – ${end}`;
}
