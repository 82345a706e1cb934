/** The statements as rows of words, and which of them are asked for, in which order. */

import { fold } from "./find.js";
import { kindName, percent, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Term} Term */
/** @typedef {import("./data.js").Statement} Statement */
/** @typedef {{statement: number, cells: string[], folded: string[], sentence: string, foldedSentence: string}} Row */
/** @typedef {{column: number, down: boolean}|null} Order */

/** Titles of the columns and their shares of the width. @type {[string, number][]} */
export const COLUMNS = [
  [TEXT.subject, 17],
  [TEXT.relation, 14],
  [TEXT.object, 17],
  [TEXT.further, 16],
  [TEXT.kind, 10],
  [TEXT.saidBy, 11],
  [TEXT.date, 8],
  [TEXT.confidenceColumn, 7],
];
const CONFIDENCE = 7;

/** @param {Data} data @returns {Row[]} */
export function rowsOf(data) {
  return data.statements.map((statement, i) => {
    const cells = cellsOf(data, statement);
    const { document, passage } = statement.evidence[0];
    const sentence = data.documents[document].passages[passage][1];
    return { statement: i, cells, folded: cells.map(fold), sentence, foldedSentence: fold(sentence) };
  });
}

/** @param {Data} data @param {Statement} statement */
function cellsOf(data, statement) {
  const said = statement.said;
  const more = statement.arguments.map(([role, preposition, term]) =>
    `${preposition || `${role}:`} ${words(data, term)}`.trim(),
  );
  return [
    words(data, statement.subject),
    statement.lemma,
    statement.object === null ? "" : words(data, statement.object),
    more.join("; "),
    kindName(statement.kind),
    said ? words(data, said.by) : "",
    statement.time ? [...new Set(statement.time)].join(" – ") : "",
    percent(statement.confidence),
  ];
}

/** @param {Data} data @param {Term} term */
function words(data, term) {
  return typeof term === "number" ? data.entities[term].label : term.text;
}

/**
 * Rows whose columns and whole text hold the words asked for, in order.
 * @param {Row[]} rows @param {string[]} wanted words for each column, the last for the whole @param {Order} order
 */
export function chosenRows(rows, wanted, order) {
  const folded = wanted.map(fold);
  const whole = folded.at(-1) ?? "";
  const chosen = rows.filter(
    row =>
      row.folded.every((text, i) => !folded[i] || text.includes(folded[i])) &&
      (!whole || row.foldedSentence.includes(whole) || row.folded.join(" ").includes(whole)),
  );
  if (!order) return chosen;
  const { column, down } = order;
  const sign = down ? -1 : 1;
  /** @param {Row} row */
  const rank = row => (column === CONFIDENCE ? row.cells[column].padStart(4, "0") : row.folded[column]);
  const ranks = new Map(chosen.map(row => [row, rank(row)]));
  /** @param {Row} a @param {Row} b */
  const compare = (a, b) => {
    const [left, right] = [ranks.get(a) ?? "", ranks.get(b) ?? ""];
    if (!left || !right) return Number(!left) - Number(!right); // what is empty comes last, either way
    return sign * (left < right ? -1 : Number(left > right));
  };
  return [...chosen].sort((a, b) => compare(a, b) || a.statement - b.statement);
}
