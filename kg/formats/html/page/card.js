/** The cards: an entity with all that is stated about it, and a line with its statements. */

import { entitiesOf } from "./data.js";
import { h, paged } from "./dom.js";
import { shapeGlyph } from "./glyphs.js";
import { entityLink, statementItem } from "./statement.js";
import { count, kindName, leftOutHere, TEXT, typeName } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./statement.js").Around} Around */
/** @typedef {import("./dom.js").Child} Child */

const KINDS_IN_ORDER = ["fact", "reported", "denied", "hypothetical"];

/** @param {Data} data @param {Store} store @param {number} number @returns {Child[]} */
export function entityCard(data, store, number) {
  const entity = data.entities[number];
  const around = {
    data,
    here: number,
    select: (/** @type {number} */ other) => store.select({ entity: other }),
  };
  const look = data.types.find(type => type.name === entity.type);
  const said = data.index.saidBy[number].filter(i => !entitiesOf(data.statements[i]).has(number));
  const about = data.index.about[number];
  return [
    h("p", { class: "type" }, look && shapeGlyph(look), h("bdi", {}, typeName(entity.type))),
    h("h2", { tabindex: "-1", dir: "auto" }, entity.label || TEXT.unnamed),
    entity.description && h("p", { class: "description", dir: "auto" }, entity.description),
    entity.aliases.length > 0 &&
      names(
        TEXT.aliases,
        entity.aliases.map(alias => h("bdi", {}, alias)),
      ),
    members(around, number),
    data.index.groups[number].length > 0 &&
      names(
        TEXT.groups,
        data.index.groups[number].map(group => entityLink(around, group)),
      ),
    ...KINDS_IN_ORDER.map(kind => section(around, store, kindName(kind), kind, about)),
    ...KINDS_IN_ORDER.map(kind =>
      section(around, store, `${TEXT.said}: ${kindName(kind).toLowerCase()}`, kind, said),
    ),
    about.length + said.length + entity.leftOut === 0 && h("p", { class: "empty" }, TEXT.noStatements),
    entity.leftOut > 0 && h("p", { class: "notice" }, leftOutHere(entity.leftOut)),
  ];
}

/** @param {Around} around @param {number} number */
function members(around, number) {
  const { members, membersLeftOut } = around.data.entities[number];
  if (members.length + membersLeftOut === 0) return null;
  const links = members.map(member => entityLink(around, member));
  return names(TEXT.members, membersLeftOut ? [...links, `${membersLeftOut} left out`] : links);
}

/** @param {string} title @param {Child[]} items */
function names(title, items) {
  return h(
    "p",
    { class: "names" },
    h("span", { class: "title" }, title),
    items.map(item => h("span", { class: "item" }, item)),
  );
}

/** Statements of one kind, the surest first. @param {Around} around @param {Store} store @param {string} title @param {string} kind @param {number[]} numbers */
function section(around, store, title, kind, numbers) {
  const chosen = numbers.filter(i => around.data.statements[i].kind === kind);
  if (!chosen.length) return null;
  const heading = h("h3", {}, title, h("span", { class: "tally" }, String(chosen.length)));
  if (!store.get().kinds.has(kind)) {
    const show = () => store.update({ kinds: new Set([...store.get().kinds, kind]) });
    return h(
      "section",
      { class: kind },
      heading,
      h(
        "p",
        { class: "folded" },
        `${TEXT.hidden} `,
        h("button", { type: "button", class: "link", click: show }, TEXT.show),
      ),
    );
  }
  return h("section", { class: kind }, heading, statementList(around, chosen, false));
}

/** @param {Around} around @param {number[]} numbers @param {boolean} open */
function statementList(around, numbers, open) {
  const { statements } = around.data;
  const sorted = [...numbers].sort(
    (a, b) =>
      statements[b].confidence - statements[a].confidence ||
      statements[b].evidence.length - statements[a].evidence.length ||
      a - b,
  );
  return paged(h("ul", { class: "statements" }), sorted, i => statementItem(around, i, open), 30);
}

/** @param {Data} data @param {Store} store @param {number} number @returns {Child[]} */
export function edgeCard(data, store, number) {
  const edge = data.network.edges[number];
  const around = { data, here: -1, select: (/** @type {number} */ other) => store.select({ entity: other }) };
  return [
    h("p", { class: "type" }, `${kindName(edge.kind)} · ${count(edge.statements.length, "statement")}`),
    h(
      "h2",
      { tabindex: "-1" },
      entityLink(around, edge.from),
      h("span", { class: "arrow", "aria-label": TEXT.toWhom }, " → "),
      entityLink(around, edge.to),
    ),
    statementList(around, edge.statements, edge.statements.length <= 3),
  ];
}
