/**
 * What the reader has chosen. Everything on the page follows from data and state.
 *
 * @typedef {{entity: number}|{edge: number}|null} Selection
 *
 * @typedef {object} State
 * @property {Selection} selected
 * @property {Selection[]} trail what was selected before, the latest last
 * @property {ReadonlySet<string>} kinds kinds of statements that are shown
 * @property {ReadonlySet<string>} hiddenTypes types of entities that are not drawn
 *
 * @typedef {ReturnType<typeof createStore>} Store
 */

/** @returns {State} */
export function firstState() {
  return {
    selected: null,
    trail: [],
    kinds: new Set(["fact", "reported", "member"]),
    hiddenTypes: new Set(),
  };
}

/** @param {State} first */
export function createStore(first) {
  let state = first;
  /** @type {((state: State, before: State) => void)[]} */
  const followers = [];

  /** @param {Partial<State>} change */
  function update(change) {
    const before = state;
    state = { ...state, ...change };
    for (const follower of followers) follower(state, before);
  }

  return {
    get: () => state,
    update,
    /** @param {(state: State, before: State) => void} follower */
    follow: follower => {
      followers.push(follower);
    },
    /** @param {Selection} selected */
    select: selected => update({ selected, trail: [...state.trail, state.selected].slice(-50) }),
    /** Go to what was selected before. */
    back: () => update({ selected: state.trail.at(-1) ?? null, trail: state.trail.slice(0, -1) }),
    /** Show nothing in particular, and forget the way here. */
    home: () => update({ selected: null, trail: [] }),
  };
}

/** @param {ReadonlySet<string>} set @param {string} item */
export function toggled(set, item) {
  const other = new Set(set);
  if (!other.delete(item)) other.add(item);
  return other;
}
