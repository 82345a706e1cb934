/** Every text of the page, in one place. */

/** @type {Map<string, {name: string, meaning: string}>} */
export const KINDS = new Map([
  ["fact", { name: "Facts", meaning: "A document itself asserts it." }],
  ["reported", { name: "Reported", meaning: "Someone says so; the document only passes it on." }],
  ["denied", { name: "Denied", meaning: "It is said not to be so." }],
  ["hypothetical", { name: "Hypothetical", meaning: "Wished, planned, asked, possible or conditional." }],
  ["member", { name: "Members", meaning: "Belongs to a group." }],
]);

/** @type {Map<string, {one: string, many: string}>} */
const TYPES = new Map([
  ["PERSON", { one: "Person", many: "People" }],
  ["ORG", { one: "Organisation", many: "Organisations" }],
  ["GPE", { one: "Country, region or city", many: "Countries, regions, cities" }],
  ["LOC", { one: "Place", many: "Places" }],
  ["FAC", { one: "Building or site", many: "Buildings and sites" }],
  ["EVENT", { one: "Event", many: "Events" }],
  ["WORK", { one: "Work", many: "Works" }],
  ["PRODUCT", { one: "Product", many: "Products" }],
  ["NORP", { one: "Nationality, faith or party", many: "Nationalities, faiths, parties" }],
  ["GROUP", { one: "Group", many: "Groups" }],
  ["CONCEPT", { one: "Thing or idea", many: "Things and ideas" }],
]);

/** The parts of a statement as they are marked in a sentence. */
export const PARTS = new Map([
  ["subject", "subject"],
  ["relation", "relation"],
  ["object", "object"],
  ["argument", "more about it"],
  ["cue", "cue of doubt or denial"],
  ["speaker", "who says so"],
]);

export const TEXT = {
  aliases: "Also",
  back: "Back",
  close: "Close",
  confidence: "confidence",
  documents: "Documents",
  empty: "Nothing was found in these documents.",
  emptyHelp: "The graph has no entities. The report that the build wrote says what became of each document.",
  entities: "Entities",
  fit: "Show all",
  groups: "Member of",
  hidden: "hidden by the legend",
  index: "Index",
  legend: "Legend and filters",
  members: "Members",
  network:
    "Picture of the graph. The index lists the same entities. Arrow keys move it, plus and minus zoom.",
  noStatements: "No statement is about it. It is only mentioned.",
  nothingCalled: "Nothing is called",
  rule: "rule",
  said: "Said by it",
  search: "Search names",
  searchKey: "Search names ( / )",
  show: "Show",
  speaker: "as said by",
  toWhom: "to",
  types: "Entities",
  statements: "Statements",
  untitled: "Untitled document",
  unnamed: "(no name)",
  via: "according to",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
};

/** @param {string} type */
export function typeName(type) {
  return TYPES.get(type)?.one ?? type;
}

/** @param {string} type */
export function typeNames(type) {
  return TYPES.get(type)?.many ?? type;
}

/** @param {string} kind */
export function kindName(kind) {
  return KINDS.get(kind)?.name ?? kind;
}

/** @param {number} n */
export function number(n) {
  return n.toLocaleString("en");
}

/** @param {number} n @param {string} one @param {string} [many] */
export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** @param {number} n */
export function percent(n) {
  return `${Math.round(n * 100)}%`;
}

/** @param {number} entities @param {number} leftOut @param {number} statements */
export function leftOutNotice(entities, leftOut, statements) {
  return (
    `This page shows the ${count(entities, "entity", "entities")} that most statements name. ` +
    `Left out: ${count(leftOut, "entity", "entities")} and ${count(statements, "statement")} that ` +
    "name them. The option --html-max-nodes shows more."
  );
}

/** @param {number} shown @param {number} all */
export function shownOf(shown, all) {
  return `${number(shown)} of ${number(all)} entities`;
}

/** @param {number} n */
export function leftOutHere(n) {
  return `${count(n, "more statement")} of this page's graph ${n === 1 ? "names" : "name"} an entity that is left out here.`;
}
