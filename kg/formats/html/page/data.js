import { unpacked } from "./packed.js";

/**
 * What the page shows. `content.py` makes it; entities, statements and documents name each
 * other by their places in their lists.
 *
 * @typedef {{text: string, type?: string, value?: string, statement?: number|null}} Value a literal as
 *   written, with its type and its value; or a statement in words, with its number where it is here
 * @typedef {number|Value} Term an entity by its number, or a value
 * @typedef {{by: number, to: number|null, via: Said|null}} Said
 * @typedef {[start: number, end: number, part: string]} Mark a span of the document's characters
 *
 * @typedef {object} Evidence
 * @property {number} document
 * @property {number} passage place in the document's passages
 * @property {[number, number]} sentence
 * @property {Mark[]} marks
 * @property {string} rule
 * @property {number} confidence
 * @property {string} speaker who says so, in the sentence's words, or ""
 *
 * @typedef {object} Statement
 * @property {number} subject
 * @property {string} relation as a reader would say it
 * @property {string} lemma its canonical form
 * @property {boolean} inverted whether the object comes before the relation, a passive
 * @property {Term|null} object
 * @property {[role: string, preposition: string, term: Term][]} arguments
 * @property {[string, string]|null} time
 * @property {string} kind "fact", "reported", "denied" or "hypothetical"
 * @property {string} modality
 * @property {Said|null} said
 * @property {number} confidence
 * @property {Evidence[]} evidence
 *
 * @typedef {object} Entity
 * @property {string} id
 * @property {string} label
 * @property {string} type
 * @property {string[]} aliases
 * @property {string} description
 * @property {number[]} members
 * @property {number} membersLeftOut
 * @property {[document: number, at: number][]} mentioned where it stands, if no statement names it: some documents, each with a character
 * @property {number} leftOut statements about it that the page doesn't hold
 *
 * @typedef {object} Source
 * @property {string} id
 * @property {string} title
 * @property {string} date
 * @property {string[]} sources
 * @property {[string, string][]} metadata
 * @property {[offset: number, text: string][]} passages sentences that statements rest on
 * @property {string} packed text and mentions, see `library.js`
 *
 * @typedef {{id: number, label: string, shape: string, group: string, size: number, x: number, y: number}} Node
 * @typedef {{from: number, to: number, kind: string, statements: number[], label: string, smooth?: object}} Edge
 *
 * @typedef {object} Network
 * @property {Node[]} nodes by the numbers of their entities; the last entities, which are only mentioned, have none
 * @property {Edge[]} edges
 * @property {object} options
 * @property {number[][]} communities numbers of entities, the most important first
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {{entities: number, statements: number, documents: number}} counts of the whole graph
 * @property {{name: string, colour: string, shape: string}[]} types
 * @property {Entity[]} entities in order of importance
 * @property {Statement[]} statements
 * @property {Source[]} documents
 * @property {Network} network
 *
 * @typedef {object} Index
 * @property {number[][]} about for each entity the statements that name it in any place but as speaker
 * @property {number[][]} saidBy for each entity the statements that it makes
 * @property {number[][]} groups for each entity the groups that it belongs to
 * @property {number[][][]} resting for each document and passage the statements that rest on it
 * @property {Map<string, number>} byId entities by id
 * @property {number[][]} communities numbers of entities, the most important first; the last are those in no larger group
 * @property {number[]} community for each node the place of its community
 *
 * @typedef {Content & {index: Index}} Data
 */

/** @param {string} json the content, or as a string in zlib's format and base64 @returns {Promise<Data>} */
export async function readData(json) {
  const read = JSON.parse(json);
  /** @type {Content} */
  const content = typeof read === "string" ? JSON.parse(await unpacked(read)) : read;
  return { ...content, index: indexOf(content) };
}

/** @param {Content} content @returns {Index} */
function indexOf(content) {
  const lists = () => content.entities.map(() => /** @type {number[]} */ ([]));
  const resting = content.documents.map(({ passages }) => passages.map(() => /** @type {number[]} */ ([])));
  const byId = new Map(content.entities.map(({ id }, i) => [id, i]));
  const communities = withRest(content.network);
  const community = content.network.nodes.map(() => 0);
  communities.forEach((members, i) => {
    for (const member of members) community[member] = i;
  });
  const index = { about: lists(), saidBy: lists(), groups: lists(), resting, byId, communities, community };
  content.statements.forEach((statement, i) => {
    for (const entity of entitiesOf(statement)) index.about[entity].push(i);
    if (statement.said) index.saidBy[statement.said.by].push(i);
    for (const { document, passage } of statement.evidence)
      if (!resting[document][passage].includes(i)) resting[document][passage].push(i);
  });
  content.entities.forEach((entity, i) => {
    for (const member of entity.members) index.groups[member].push(i);
  });
  return index;
}

/** The communities, and those nodes that are in none. @param {Network} network */
function withRest({ nodes, communities }) {
  const within = new Set(communities.flat());
  const rest = nodes.flatMap((_, i) => (within.has(i) ? [] : [i]));
  return rest.length ? [...communities, rest] : communities;
}

/** The entities in a statement's places. @param {Statement} statement @returns {Set<number>} */
export function entitiesOf(statement) {
  const terms = [statement.subject, statement.object, ...statement.arguments.map(a => a[2])];
  return new Set(terms.filter(term => typeof term === "number"));
}

/**
 * A sentence in pieces, each with the part of the statement that it is; where marks lie in each
 * other, the shortest counts.
 * @param {Data} data @param {Evidence} evidence @returns {{text: string, part: string}[]}
 */
export function pieces(data, evidence) {
  const [offset, text] = data.documents[evidence.document].passages[evidence.passage];
  const [start, end] = evidence.sentence;
  const characters = Array.from(text); // offsets count characters, not halves of them
  const ends = evidence.marks.flatMap(([first, last]) => [first, last]);
  const cuts = [...new Set([start, ...ends, end])].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => ({
    text: characters.slice(cuts[i] - offset, cut - offset).join(""),
    part: partAt(evidence.marks, cuts[i]),
  }));
}

/** @param {Mark[]} marks @param {number} offset @returns {string} */
function partAt(marks, offset) {
  const here = marks.filter(([start, end]) => start <= offset && offset < end);
  here.sort((a, b) => a[1] - a[0] - (b[1] - b[0]));
  return here.length ? here[0][2] : "";
}
