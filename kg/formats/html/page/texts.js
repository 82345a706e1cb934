/** Every text of the page, in one place. */

const NUMBERS = new Intl.NumberFormat("en");

/** @type {Map<string, {name: string, meaning: string}>} */
export const KINDS = new Map([
  ["fact", { name: "Facts", meaning: "A document itself asserts it." }],
  ["reported", { name: "Reported", meaning: "Someone says so, not the document." }],
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
  communities: "Communities",
  community: "Community",
  confidence: "confidence",
  documents: "Documents",
  empty: "Nothing was found in these documents.",
  emptyHelp: "The graph has no entities. The report that the build wrote says what became of each document.",
  entities: "Entities",
  fit: "Show all",
  groups: "Member of",
  index: "Index",
  legend: "Legend",
  members: "Members",
  network:
    "Picture of the graph. The index lists the same entities. Arrow keys move it, plus and minus zoom.",
  noStatements: "No statement is about it. It is only mentioned.",
  nothingCalled: "Nothing is called",
  rule: "rule",
  search: "Search names and relations",
  searchKey: "Search names and relations ( / )",
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
  allDocuments: "All documents",
  allRelations: "All relations",
  anotherEnd: "Another end",
  claim: "sentence with statements",
  claims: "sentences with statements",
  confidenceColumn: "Sure",
  confidenceFrom: "Confidence ≥",
  copy: "Copy",
  date: "Date",
  dates: "Dates",
  datedStatement: "dated statement",
  document: "Document",
  documentToRead: "Text to read",
  everywhere: "Search all columns and sentences",
  expand: "Add its neighbours",
  filters: "Filters",
  fold: "Fold",
  foldAll: "Fold all communities",
  foldHelp: "Folded in the picture: a region stands for these entities.",
  from: "From",
  further: "More",
  graph: "Graph",
  hiddenOnes: "Hidden",
  hide: "Hide",
  kind: "Kind",
  lift: "Lift filter",
  liftAll: "Lift all",
  memberStep: "One belongs to the other.",
  moreDocument: "more document",
  moreDocuments: "more documents",
  moreFilters: "More filters",
  neighbours: "Neighbours",
  next: "Next",
  nextEvidence: "Next place that says so",
  nextMention: "Next mention",
  noPath: "No way leads from one to the other over what is shown. Filters and the legend may hide it.",
  noRows: "No statement fits. Lift a filter or empty a field.",
  object: "Object",
  oneStep: "Neighbours",
  path: "Path",
  pathEnd: "To whom or what",
  pathTo: "Path to …",
  pin: "Pin",
  pinnedOnes: "Pinned",
  png: "Picture as PNG",
  previous: "Previous",
  previousEvidence: "Previous place that says so",
  previousMention: "Previous mention",
  print: "Print",
  read: "Read in the text",
  reader: "Text",
  relation: "Relation",
  rest: "Small groups",
  save: "Save",
  saidBy: "Said by",
  sentence: "Sentence",
  sentenceStatements: "Statements of this sentence",
  shortest: "Shortest",
  standsIn: "In",
  statement: "statement",
  statementsFrom: "Statements ≥",
  step: "step",
  steps: "steps",
  subject: "Subject",
  surest: "Most confident",
  svg: "Whole graph as SVG",
  table: "Table",
  tableCaption: "Statements; the buttons in the head sort, the fields below filter",
  theme: "Colours",
  themes: { system: "as the system", light: "light", dark: "dark" },
  timeline: "Timeline",
  timelineAndFilters: "Timeline and more filters",
  twoSteps: "Two steps",
  unfold: "Unfold",
  unfoldAll: "Unfold all communities",
  until: "Until",
  views: "Views",
  /** @param {string} names @param {number} steps */
  aroundOf: (names, steps) => `Around ${names}, ${count(steps, "step")}`,
  /** @param {number} n */
  copied: n => `${count(n, "row")} copied`,
  /** @param {number} n */
  degreeFrom: n => `${count(n, "statement")} or more`,
  /** @param {number} place @param {number} all */
  evidenceOf: (place, all) => `Source ${number(place)} of ${number(all)}`,
  /** @param {string} name */
  filterBy: name => `Filter: ${name}`,
  /** @param {number} n */
  more: n => `${number(n)} more`,
  /** @param {number} place @param {number} all */
  mentionOf: (place, all) => `Mention ${number(place)} of ${number(all)}`,
  /** @param {string} name */
  saidAbout: name => `What was said about ${name}`,
  /** @param {string} name */
  saidBySomebody: name => `What ${name} said`,
  /** @param {number} shown @param {number} all */
  rowsOf: (shown, all) => `${number(shown)} of ${count(all, "statement")}`,
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
  return NUMBERS.format(n);
}

/** @param {number} n @param {string} one @param {string} [many] */
export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** @param {number} n */
export function percent(n) {
  return `${Math.round(n * 100)}%`;
}

/** How a document is called. @param {{title: string, sources: string[]}} document */
export function titleOf({ title, sources }) {
  return title || sources[0] || TEXT.untitled;
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
export function filteredHere(n) {
  return `${count(n, "statement")} more ${n === 1 ? "is" : "are"} hidden by the filters.`;
}

/** @param {number} n @param {string[]} kinds */
export function hiddenByLegend(n, kinds) {
  return `${number(n)} ${kinds.map(kind => kindName(kind).toLowerCase()).join(" or ")}, hidden by the legend.`;
}

/** @param {number} n */
export function leftOutHere(n) {
  return `${count(n, "more statement")} of this page's graph ${n === 1 ? "names" : "name"} an entity that is left out here.`;
}
