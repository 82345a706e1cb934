/** Statements as lists: the surest first, or by relation. */

import { h, paged } from "./dom.js";
import { entityLink, statementItem } from "./statement.js";
import { count, number, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./statement.js").Around} Around */

const MOST = 30; // statements that are shown before one asks for more

/** An entity with the number of statements about it. @param {Around} around @param {number} entity */
export function entityItem(around, entity) {
  const n = around.data.index.about[entity].length;
  return h(
    "li",
    {},
    entityLink(around, entity),
    h("span", { class: "tally", title: count(n, TEXT.statement) }, number(n)),
  );
}

/** @param {Around} around @param {number[]} numbers @param {boolean} open whether their sources are shown at once */
export function statementList(around, numbers, open) {
  return paged(h("ul", { class: "statements" }), surestFirst(around.data, numbers), i => statementItem(around, i, open), MOST);
}

/** Relations with several statements, each under its name, and then the others. @param {Around} around @param {number[]} numbers */
export function relationList(around, numbers) {
  const groups = byRelation(around.data, numbers);
  const several = groups.filter(([, members]) => members.length > 1);
  const others = groups.flatMap(([, members]) => (members.length > 1 ? [] : members));
  return h(
    "div",
    { class: "relations" },
    several.map(([lemma, members]) => [
      h("h4", {}, h("bdi", {}, lemma), h("span", { class: "tally" }, number(members.length))),
      statementList(around, members, false),
    ]).flat(),
    several.length > 0 && others.length > 0 && h("hr", {}),
    others.length > 0 && statementList(around, others, false),
  );
}

/** By relation, the most frequent first. @param {Data} data @param {number[]} numbers @returns {[lemma: string, members: number[]][]} */
export function byRelation(data, numbers) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const i of numbers) {
    const { lemma } = data.statements[i];
    groups.set(lemma, [...(groups.get(lemma) ?? []), i]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

/** @param {Data} data @param {number[]} numbers */
function surestFirst({ statements }, numbers) {
  return [...numbers].sort(
    (a, b) =>
      statements[b].confidence - statements[a].confidence ||
      statements[b].evidence.length - statements[a].evidence.length ||
      a - b,
  );
}
