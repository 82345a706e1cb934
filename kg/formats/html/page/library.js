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

/** @param {Data} data @returns {(document: number) => Promise<Text>} */
export function createLibrary(data) {
  /** @type {Map<number, Promise<Text>>} */
  const opened = new Map();
  return document => {
    const text = opened.get(document) ?? unpack(data.documents[document].packed);
    opened.set(document, text);
    return text;
  };
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
