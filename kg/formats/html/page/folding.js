/**
 * Communities that are folded: a region with a name stands for their members. Of small graphs none
 * is at first, of large ones all are; the most important entities are drawn all the same.
 */

import { toggled } from "./state.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */

const LARGE = 2000; // nodes
const IMPORTANT = 40; // entities that no fold hides

/** @param {Data} data */
export function isLarge(data) {
  return data.network.nodes.length > LARGE;
}

/** Whether there is more than one community. @param {Data} data */
export function canFold(data) {
  return data.network.communities.length > 1;
}

/** @param {Data} data @param {State} state @param {number} community */
export function isFolded(data, { folded, turned, around }, community) {
  return canFold(data) && around === null && (folded ?? isLarge(data)) !== turned.has(community);
}

/** The change of state that folds a community or unfolds it. @param {State} state @param {number} community @returns {Partial<State>} */
export function turn({ turned }, community) {
  return { turned: toggled(turned, community) };
}

/** The change of state that unfolds a community and shows its card. @param {State} state @param {number} community @returns {Partial<State>} */
export function opened(state, community) {
  return { ...turn(state, community), selected: { community } };
}

/** @param {Data} data @param {State} state @returns {(entity: number) => boolean} whether a fold hides it */
export function hiddenByFolds(data, state) {
  const folded = data.index.communities.map((_, i) => isFolded(data, state, i));
  if (!folded.includes(true)) return () => false;
  const { community } = data.index;
  return entity => folded[community[entity]] && entity >= IMPORTANT && !state.pinned.has(entity);
}
