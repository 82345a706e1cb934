/** The communities as regions behind the nodes, and thick lines for what joins folded ones. */

import { canFold, isFolded } from "./folding.js";
import { shortened } from "./labels.js";
import { shownIn } from "./shown.js";
import { number, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./shown.js").Shown} Shown */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{hull: Point[], middle: Point, width: number, height: number}} Region in the network's units */
/** @typedef {{text: string, names: number[], at: Point}} Caption what is written on a region, with the entities whose names that are */
/** @typedef {ReturnType<typeof regionsOf>} Regions */

const MARGIN = 22; // around the outermost nodes
const LETTER = 7; // pixels
const NAMES = 3; // at most on a region
const NARROW = 30; // pixels of a region that gets no name yet

/** @type {WeakMap<Data, ReturnType<typeof create>>} */
const known = new WeakMap();

/** @param {Data} data */
export function regionsOf(data) {
  const regions = known.get(data) ?? create(data);
  known.set(data, regions);
  return regions;
}

/** @param {Data} data */
function create(data) {
  const { nodes, edges } = data.network;
  const { communities, community } = data.index;
  const rest = data.network.communities.length; // these stand anywhere, so they have a region only when folded
  const regions = communities.map(members => regionOf(members.map(i => nodes[i])));
  /** @type {WeakMap<Shown, {from: Point, to: Point, width: number}[]>} */
  const bundled = new WeakMap();

  /** The regions that are to be drawn. @param {State} state @param {boolean} folds @returns {{place: number, folded: boolean}[]} */
  function seen(state, folds) {
    const shown = shownIn(data, state).nodes;
    return regions.flatMap((_, place) => {
      const folded = folds && isFolded(data, state, place);
      const any = communities[place].some(i => shown[i]);
      return any && (folded || (place !== rest && canFold(data))) ? [{ place, folded }] : [];
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context in the network's units
   * @param {{state: State, theme: Theme, folds: boolean, scale: number, faint: boolean}} look whether folded communities are drawn as such, and whether all of it stands behind something else
   */
  function draw(context, { state, theme, folds, scale, faint }) {
    if (folds && !faint) drawBundles(context, state, theme, scale); // behind the regions
    context.lineJoin = "round";
    for (const { place, folded } of seen(state, folds).reverse()) {
      const { hull } = regions[place];
      context.beginPath();
      hull.forEach(({ x, y }, i) => context[i ? "lineTo" : "moveTo"](x, y));
      context.closePath();
      context.fillStyle = context.strokeStyle = folded ? theme.fold : theme.soft;
      context.lineWidth = 2 * MARGIN;
      context.stroke();
      context.fill();
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {State} state @param {Theme} theme @param {number} scale */
  function drawBundles(context, state, theme, scale) {
    const lines = bundles(state);
    context.globalAlpha = Math.min(0.7, 0.15 + 20 / lines.length); // many lines make a fog
    context.strokeStyle = theme.kinds.member;
    for (const { from, to, width } of lines) {
      context.lineWidth = width / scale;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** Lines between folded communities, for those between their members. @param {State} state */
  function bundles(state) {
    const shown = shownIn(data, state);
    const found = bundled.get(shown) ?? gathered(state, shown);
    bundled.set(shown, found);
    return found;
  }

  /** @param {State} state @param {Shown} shown */
  function gathered(state, shown) {
    const folded = communities.map((_, i) => isFolded(data, state, i));
    /** @type {Map<number, number>} */
    const counts = new Map();
    edges.forEach(({ from, to }, i) => {
      const [one, other] = [community[from], community[to]].sort((a, b) => a - b);
      if (!shown.edges[i] || shown.lines[i] || one === other || !folded[one] || !folded[other]) return;
      const key = one * communities.length + other;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    return [...counts].map(([key, n]) => ({
      from: regions[Math.floor(key / communities.length)].middle,
      to: regions[key % communities.length].middle,
      width: 0.7 + 0.7 * Math.log2(n),
    }));
  }

  /** The folded community at a point, or -1. @param {State} state @param {Point} point */
  function at(state, point) {
    const hit = seen(state, true).find(({ place, folded }) => folded && within(regions[place], point));
    return hit ? hit.place : -1;
  }

  /** What is to be written on folded communities, the largest first. @param {State} state @param {number} scale @returns {Caption[]} */
  function captions(state, scale) {
    return seen(state, true)
      .filter(({ place, folded }) => folded && regions[place].width * scale > NARROW)
      .sort((a, b) => communities[b.place].length - communities[a.place].length)
      .map(({ place }) => {
        const { middle, width } = regions[place];
        const members = communities[place];
        const names = place === rest ? [] : namesFor(data, members, Math.max(90, width * scale));
        const text = names.map(i => shortened(data.entities[i].label, 22)).join(", ") || TEXT.rest;
        return { text: `${text} · ${number(members.length)}`, names, at: middle };
      });
  }

  return { draw, at, captions, regions };
}

/** How many of the most central names find room in a width. @param {Data} data @param {number[]} members @param {number} width in pixels */
function namesFor(data, members, width) {
  const names = [];
  let room = width / LETTER;
  for (const member of members.slice(0, NAMES)) {
    room -= Math.min(22, data.entities[member].label.length) + 2;
    if (names.length && room < 0) break;
    names.push(member);
  }
  return names;
}

/** @param {Point[]} points @returns {Region} */
function regionOf(points) {
  const [xs, ys] = [points.map(({ x }) => x).sort((a, b) => a - b), points.map(({ y }) => y).sort((a, b) => a - b)];
  const [left, right, top, bottom] = [xs[0], xs[xs.length - 1], ys[0], ys[ys.length - 1]];
  return {
    hull: hullOf(points),
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
    width: right - left + 2 * MARGIN,
    height: bottom - top + 2 * MARGIN,
  };
}

/**
 * The convex hull (A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, 1979).
 * @param {Point[]} points @returns {Point[]}
 */
export function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** One side of the hull, without its last point. @param {Point[]} points */
function chain(points) {
  /** @type {Point[]} */
  const found = [];
  for (const point of points) {
    while (found.length > 1 && turnOf(found[found.length - 2], found[found.length - 1], point) <= 0) found.pop();
    found.push(point);
  }
  return found.slice(0, Math.max(1, found.length - 1));
}

/** @param {Point} a @param {Point} b @param {Point} c */
function turnOf(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** @param {Region} region @param {Point} point */
function within({ hull, middle, width, height }, point) {
  if (Math.abs(point.x - middle.x) > width / 2 || Math.abs(point.y - middle.y) > height / 2) return false;
  if (hull.length < 3) return true;
  return hull.every((corner, i) => turnOf(corner, hull[(i + 1) % hull.length], point) > -MARGIN * span(corner, hull[(i + 1) % hull.length]));
}

/** @param {Point} a @param {Point} b */
function span(a, b) {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
