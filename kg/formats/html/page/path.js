/** The way between two entities over the lines that are shown, in either direction. */

import { shownIn } from "./shown.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Way} Way */
/** @typedef {{edge: number, from: number, to: number}} Step along a line, whichever way it points */

/** The way asked for, [] from an entity to itself, null if there is none. @param {Data} data @param {State} state @param {Way} way @returns {Step[]|null} */
export function pathOf(data, state, { from, to, surest }) {
  if (to < 0) return [];
  const shown = shownIn(data, state).edges;
  const steps = stepsOf(data, shown);
  return cheapest(steps, from, to, ({ edge }) => (surest ? doubt(data, edge) : 1));
}

/** Ways to go from each entity. @param {Data} data @param {boolean[]} shown @returns {Step[][]} */
function stepsOf(data, shown) {
  const steps = data.entities.map(() => /** @type {Step[]} */ ([]));
  data.network.edges.forEach(({ from, to }, edge) => {
    if (!shown[edge]) return;
    steps[from].push({ edge, from, to });
    steps[to].push({ edge, from: to, to: from });
  });
  return steps;
}

/**
 * How unsure a line is: the surest way is that of the greatest product of confidences, so of the
 * least sum of their negative logarithms; of equally sure ways the shorter.
 * @param {Data} data @param {number} edge
 */
function doubt(data, edge) {
  const { statements } = data.network.edges[edge];
  const best = Math.max(...statements.map(i => data.statements[i].confidence));
  const confidence = statements.length ? best : 1; // membership of a group
  return 1e-6 - Math.log(Math.max(1e-9, confidence));
}

/**
 * E. W. Dijkstra, A note on two problems in connexion with graphs (1959), with a binary heap.
 * @param {Step[][]} steps @param {number} from @param {number} to @param {(step: Step) => number} cost
 * @returns {Step[]|null}
 */
function cheapest(steps, from, to, cost) {
  const costs = new Map([[from, 0]]);
  /** @type {Map<number, Step>} */
  const arrivals = new Map();
  const heap = createHeap();
  heap.push(0, from);
  for (let next = heap.pop(); next; next = heap.pop()) {
    const [sum, here] = next;
    if (here === to) return wayBack(arrivals, from, to);
    if (sum > (costs.get(here) ?? Infinity)) continue;
    for (const step of steps[here]) {
      const there = sum + cost(step);
      if (there >= (costs.get(step.to) ?? Infinity)) continue;
      costs.set(step.to, there);
      arrivals.set(step.to, step);
      heap.push(there, step.to);
    }
  }
  return null;
}

/** @param {Map<number, Step>} arrivals @param {number} from @param {number} to */
function wayBack(arrivals, from, to) {
  /** @type {Step[]} */
  const way = [];
  for (let here = to; here !== from; ) {
    const step = /** @type {Step} */ (arrivals.get(here));
    way.unshift(step);
    here = step.from;
  }
  return way;
}

/** A binary heap that gives the least number first. */
function createHeap() {
  /** @type {[number, number][]} */
  const items = [];
  /** @param {number} a @param {number} b */
  const swap = (a, b) => {
    [items[a], items[b]] = [items[b], items[a]];
  };
  return {
    /** @param {number} rank @param {number} item */
    push(rank, item) {
      items.push([rank, item]);
      for (let i = items.length - 1; i > 0 && items[i][0] < items[(i - 1) >> 1][0]; i = (i - 1) >> 1)
        swap(i, (i - 1) >> 1);
    },
    pop() {
      if (items.length > 1) swap(0, items.length - 1);
      const first = items.pop();
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let least = i;
        if (left < items.length && items[left][0] < items[least][0]) least = left;
        if (right < items.length && items[right][0] < items[least][0]) least = right;
        if (least === i) return first;
        swap(i, least);
        i = least;
      }
    },
  };
}
