/**
 * What the reader has chosen. Everything on the page follows from data and state.
 *
 * @typedef {{from: number, to: number, surest: boolean}} Way a path asked for; `to` is -1 until it is chosen
 * @typedef {{entity: number}|{community: number}|{edge: number}|{statement: number}|{document: number, passage: number}|Way|null} Selection
 * @typedef {"graph"|"table"|"reader"} View
 *
 * @typedef {object} State
 * @property {View} view
 * @property {Selection} selected
 * @property {ReadonlySet<string>} kinds kinds of statements that are shown
 * @property {ReadonlySet<string>} hiddenTypes types of entities that are not drawn
 * @property {string} relation the only relation shown, or ""
 * @property {number} source the only document whose statements are shown, or -1
 * @property {number} confidence the least confidence shown, from 0 to 1
 * @property {number} degree the least number of statements that name an entity shown
 * @property {[string, string]|null} dates the first and the last date shown, both included
 * @property {{centres: readonly number[], steps: number}|null} around the neighbourhood shown, or all
 * @property {boolean|null} folded whether communities are folded; null is as large graphs and small ones are at first
 * @property {ReadonlySet<number>} turned communities that are the other way
 * @property {ReadonlySet<number>} hidden entities that are not drawn
 * @property {ReadonlySet<number>} pinned entities that are always drawn
 * @property {number} reading the document in the reader
 * @property {number} at the character that the reader shows, or -1
 * @property {""|"light"|"dark"} theme "" is the system's wish
 *
 * @typedef {ReturnType<typeof createStore>} Store
 */

/** @returns {State} */
export function firstState() {
  return {
    view: "graph",
    selected: null,
    kinds: new Set(["fact", "reported", "member"]),
    hiddenTypes: new Set(),
    relation: "",
    source: -1,
    confidence: 0,
    degree: 0,
    dates: null,
    around: null,
    folded: null,
    turned: new Set(),
    hidden: new Set(),
    pinned: new Set(),
    reading: 0,
    at: -1,
    theme: "",
  };
}

/** The filters, as they are at first. @returns {Partial<State>} */
export function noFilters() {
  const { kinds, hiddenTypes, relation, source, confidence, degree, dates, around, hidden } = firstState();
  return { kinds, hiddenTypes, relation, source, confidence, degree, dates, around, hidden };
}

/** @param {State} first */
export function createStore(first) {
  let state = first;
  /** @type {((state: State, before: State, passing: boolean) => void)[]} */
  const followers = [];

  /** @param {Partial<State>} change @param {boolean} [passing] one of many changes in a row, as of a slider */
  function update(change, passing = false) {
    const before = state;
    state = { ...state, ...change };
    for (const follower of followers) follower(state, before, passing);
  }

  return {
    get: () => state,
    update,
    /** @param {(state: State, before: State, passing: boolean) => void} follower */
    follow: follower => {
      followers.push(follower);
    },
    /** @param {Selection} selected */
    select: selected => update({ selected }),
    /** Show nothing in particular. */
    home: () => update({ selected: null }),
    /** Open the text of a document at a character. @param {number} reading @param {number} at */
    read: (reading, at) => update({ view: "reader", reading, at }),
  };
}

/** @template T @param {ReadonlySet<T>} set @param {T} item */
export function toggled(set, item) {
  const other = new Set(set);
  if (!other.delete(item)) other.add(item);
  return other;
}
