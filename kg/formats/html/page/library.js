/** The documents' texts: kept compressed in the page, unpacked when one is opened. */

import { unpacked } from "./packed.js";

/** @typedef {import("./data.js").Data} Data */
/**
 * @typedef {object} Text
 * @property {string[]} characters offsets count these, not halves of them
 * @property {[start: number, end: number, entity: number][]} mentions
 * @property {[number, number][]} headings
 * @property {[number, number][]} furniture
 */

const LONGEST = 400; // characters of a paragraph that are shown on either side of a sentence
const REACH = 3000; // characters in which its ends are looked for
const EMPTY_LINE = /\n[^\S\n]*\n/;

/** @type {WeakMap<Data, Map<number, Promise<Text>>>} */
const opened = new WeakMap();

/** A document's text. @param {Data} data @param {number} document @returns {Promise<Text>} */
export function textOf(data, document) {
  const texts = opened.get(data) ?? new Map();
  opened.set(data, texts);
  const text = texts.get(document) ?? unpack(data.documents[document].packed);
  texts.set(document, text);
  return text;
}

/**
 * What stands in its paragraph before and after a sentence. A paragraph ends at an empty line, or
 * where there is none near, at the end of a line.
 * @param {string[]} characters @param {readonly [number, number]} sentence
 * @returns {{before: string, after: string}}
 */
export function paragraphAround(characters, [start, end]) {
  const earlier = characters.slice(Math.max(0, start - REACH), start).join("");
  const later = characters.slice(end, end + REACH).join("");
  const gap = EMPTY_LINE.test(earlier) || EMPTY_LINE.test(later) ? EMPTY_LINE : /\n/;
  const before = earlier.split(gap).at(-1) ?? "";
  const after = later.split(gap)[0];
  return { before: ending(before.trimStart()), after: beginning(after.trimEnd()) };
}

/** @param {string} text */
function ending(text) {
  const characters = Array.from(text);
  if (characters.length <= LONGEST) return text;
  return `… ${characters.slice(-LONGEST).join("").replace(/^\S*\s/, "")}`;
}

/** @param {string} text */
function beginning(text) {
  const characters = Array.from(text);
  if (characters.length <= LONGEST) return text;
  return `${characters.slice(0, LONGEST).join("").replace(/\s\S*$/, "")} …`;
}

/** @param {string} packed zlib's format in base64 @returns {Promise<Text>} */
async function unpack(packed) {
  const { text, ...rest } = JSON.parse(await unpacked(packed));
  return { ...rest, characters: Array.from(text) };
}

/**
 * A span of a text cut wherever something begins or ends, with what lies on each piece.
 * @template T
 * @param {number} start @param {number} end
 * @param {T[]} marks @param {(mark: T) => readonly [number, number]} spanOf
 * @returns {{start: number, end: number, marks: T[]}[]}
 */
export function cut(start, end, marks, spanOf) {
  const here = marks.filter(mark => spanOf(mark)[0] < end && spanOf(mark)[1] > start);
  const ends = here.flatMap(mark => [...spanOf(mark)]).filter(place => place > start && place < end);
  const cuts = [...new Set([start, ...ends, end])].sort((a, b) => a - b);
  return cuts.slice(1).map((last, i) => ({
    start: cuts[i],
    end: last,
    marks: here.filter(mark => spanOf(mark)[0] <= cuts[i] && spanOf(mark)[1] >= last),
  }));
}
