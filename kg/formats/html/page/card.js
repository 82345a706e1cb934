/** The cards: an entity with all that is stated about it, and a line with its statements. */

import { actionsOf } from "./actions.js";
import { h } from "./dom.js";
import { shapeGlyph } from "./glyphs.js";
import { shortened } from "./labels.js";
import { relationList, statementList } from "./lists.js";
import { shownIn } from "./shown.js";
import { aroundOf, entityLink } from "./statement.js";
import { count, filteredHere, hiddenByLegend, kindName, leftOutHere, percent, TEXT, titleOf, typeName } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Entity} Entity */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./statement.js").Around} Around */
/** @typedef {import("./dom.js").Child} Child */

const MOST_DOCUMENTS = 5;
const MOST_NEIGHBOURS = 6;
const KINDS_IN_ORDER = ["fact", "reported", "denied", "hypothetical"];

/** @param {Data} data @param {Store} store @param {number} number @returns {Child[]} */
export function entityCard(data, store, number) {
  const entity = data.entities[number];
  const around = aroundOf(data, store, number);
  const look = data.types.find(type => type.name === entity.type);
  const { passing } = shownIn(data, store.get());
  const everySaid = data.index.saidBy[number];
  const everyAbout = data.index.about[number].filter(i => data.statements[i].said?.by !== number);
  const name = shortened(entity.label) || TEXT.unnamed;
  const [said, about] = [everySaid, everyAbout].map(numbers => numbers.filter(i => passing[i]));
  const filtered = everySaid.length + everyAbout.length - said.length - about.length;
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
    neighbours(around, number),
    documentsOf(around, entity, [...everyAbout, ...everySaid]),
    data.network.nodes[number] && actionsOf(data, store, number),
    ...KINDS_IN_ORDER.map(kind =>
      section(around, store, kind, kind === "reported" ? TEXT.saidAbout(name) : kindName(kind), kindOnly(data, about, kind)),
    ),
    section(around, store, "said", TEXT.saidBySomebody(name), said),
    filtered > 0 && h("p", { class: "notice" }, filteredHere(filtered)),
    everyAbout.length + everySaid.length + entity.leftOut === 0 && h("p", { class: "empty" }, TEXT.noStatements),
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

/** The most important of the entities that statements join it with. @param {Around} around @param {number} number */
function neighbours(around, number) {
  const joined = around.data.network.edges.flatMap(({ from, to, kind }) =>
    kind === "member" ? [] : from === number ? [to] : to === number ? [from] : [],
  );
  const all = [...new Set(joined)].sort((a, b) => a - b); // numbers go by importance
  if (!all.length) return null;
  const links = all.slice(0, MOST_NEIGHBOURS).map(other => entityLink(around, other));
  const more = all.length - links.length;
  return names(TEXT.neighbours, more ? [...links, TEXT.more(more)] : links);
}

/** The documents that the statements come from, or that only mention it. @param {Around} around @param {Entity} entity @param {number[]} numbers */
function documentsOf({ data, read }, entity, numbers) {
  const found = new Map(entity.mentioned);
  for (const i of numbers)
    for (const { document, sentence } of data.statements[i].evidence)
      found.set(document, Math.min(found.get(document) ?? Infinity, sentence[0]));
  if (!found.size) return null;
  const items = [...found].slice(0, MOST_DOCUMENTS).map(([document, at]) => {
    const name = h("bdi", {}, titleOf(data.documents[document]));
    return h("button", { type: "button", class: "link", click: () => read(document, at) }, name);
  });
  const more = found.size - items.length;
  return names(TEXT.standsIn, more ? [...items, count(more, TEXT.moreDocument, TEXT.moreDocuments)] : items);
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

/** @param {Data} data @param {number[]} numbers @param {string} kind */
function kindOnly(data, numbers, kind) {
  return numbers.filter(i => data.statements[i].kind === kind);
}

/** Statements under a title, and a word on those that the legend hides. @param {Around} around @param {Store} store @param {string} name @param {string} title @param {number[]} numbers */
function section(around, store, name, title, numbers) {
  if (!numbers.length) return null;
  const { kinds } = store.get();
  const shown = numbers.filter(i => kinds.has(around.data.statements[i].kind));
  const folded = new Set(numbers.map(i => around.data.statements[i].kind).filter(kind => !kinds.has(kind)));
  const show = () => store.update({ kinds: new Set([...kinds, ...folded]) });
  const rest = numbers.length - shown.length;
  return h(
    "section",
    { class: name },
    h("h3", {}, h("bdi", {}, title), h("span", { class: "tally" }, String(numbers.length))),
    shown.length > 0 && relationList(around, shown),
    rest > 0 &&
      h(
        "p",
        { class: "folded" },
        `${hiddenByLegend(rest, [...folded])} `,
        h("button", { type: "button", class: "link", click: show }, TEXT.show),
      ),
  );
}

/** @param {Data} data @param {Store} store @param {number} number @returns {Child[]} */
export function edgeCard(data, store, number) {
  const edge = data.network.edges[number];
  const around = aroundOf(data, store);
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

/** @param {Data} data @param {Store} store @param {number} number @returns {Child[]} */
export function statementCard(data, store, number) {
  const { subject, kind, confidence } = data.statements[number];
  const around = aroundOf(data, store);
  return [
    h("p", { class: "type" }, `${kindName(kind)} · ${TEXT.confidence} ${percent(confidence)}`),
    h("h2", { tabindex: "-1" }, entityLink(around, subject)),
    statementList(around, [number], true),
  ];
}

/** The statements that rest on one sentence. @param {Data} data @param {Store} store @param {number} document @param {number} passage @returns {Child[]} */
export function passageCard(data, store, document, passage) {
  const { passages } = data.documents[document];
  const resting = data.index.resting[document][passage];
  /** @param {string} text @param {number} other */
  const step = (text, other) =>
    passages[other] &&
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        click: () => store.update({ view: "reader", reading: document, selected: { document, passage: other }, at: passages[other][0] }),
      },
      text,
    );
  return [
    h("p", { class: "type" }, h("bdi", {}, titleOf(data.documents[document]))),
    h("h2", { tabindex: "-1" }, TEXT.sentence),
    h("p", { class: "actions" }, step(`‹ ${TEXT.previous}`, passage - 1), step(`${TEXT.next} ›`, passage + 1)),
    statementList(aroundOf(data, store), resting, true),
  ];
}
