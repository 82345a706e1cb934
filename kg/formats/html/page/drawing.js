/** The whole graph, as filtered, as an SVG picture. */

import { svg } from "./dom.js";
import { shapeOf } from "./glyphs.js";
import { shortened } from "./labels.js";
import { STYLES } from "./lines.js";
import { shownIn } from "./shown.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Edge} Edge */
/** @typedef {import("./data.js").Node} Node */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./theme.js").Theme} Theme */

const MARGIN = 90; // room for names at the edges

/** @param {Data} data @param {State} state @param {Theme} theme */
export function drawing(data, state, theme) {
  const shown = shownIn(data, state);
  const { nodes, edges } = data.network;
  const seen = nodes.filter((_, i) => shown.nodes[i]);
  const left = least(seen.map(node => node.x)) - MARGIN;
  const top = least(seen.map(node => node.y)) - MARGIN;
  const width = -least(seen.map(node => -node.x)) + MARGIN - left;
  const height = -least(seen.map(node => -node.y)) + MARGIN - top;
  return svg(
    "svg",
    { viewBox: `${left} ${top} ${width} ${height}`, width: String(width), height: String(height), "font-family": "sans-serif" },
    svg("rect", { x: String(left), y: String(top), width: String(width), height: String(height), fill: theme.paper }),
    ...edges.flatMap((edge, i) => (shown.edges[i] ? line(edge, nodes, theme) : [])),
    ...seen.flatMap(node => [sign(data, node), name(node, theme)]),
  );
}

/** @param {number[]} numbers */
function least(numbers) {
  return numbers.reduce((least, n) => Math.min(least, n), numbers[0] ?? 0);
}

/** @param {Edge} edge @param {Node[]} nodes @param {Theme} theme @returns {SVGElement[]} */
function line({ from, to, kind }, nodes, theme) {
  const [a, b] = [nodes[from], nodes[to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const end = { x: b.x - dx * (b.size + 3), y: b.y - dy * (b.size + 3) };
  const style = STYLES.get(kind);
  const stroke = svg("line", {
    x1: String(a.x),
    y1: String(a.y),
    x2: fixed(end.x),
    y2: fixed(end.y),
    stroke: theme.kinds[kind],
    "stroke-width": "1.5",
    "stroke-dasharray": Array.isArray(style?.dashes) ? style.dashes.join(" ") : "",
  });
  if (!style?.arrow) return [stroke];
  const corners = [[0, 0], [-9, 4], [-9, -4]].map(
    ([along, across]) => `${fixed(end.x + along * dx - across * dy)},${fixed(end.y + along * dy + across * dx)}`,
  );
  return [stroke, svg("polygon", { points: corners.join(" "), fill: theme.kinds[kind] })];
}

/** @param {Data} data @param {Node} node */
function sign(data, { id, x, y, size, shape }) {
  const colour = data.types.find(type => type.name === data.entities[id].type)?.colour ?? "";
  const drawn = shapeOf(shape);
  drawn.setAttribute("fill", colour);
  drawn.setAttribute("transform", `translate(${x - size} ${y - size}) scale(${fixed(size / 8)})`);
  return drawn;
}

/** @param {Node} node @param {Theme} theme */
function name({ label, x, y, size }, theme) {
  const text = svg("text", {
    x: String(x),
    y: String(y + size + 14),
    "text-anchor": "middle",
    "font-size": String(Math.round(11 + size / 7)),
    fill: theme.ink,
    stroke: theme.paper,
    "stroke-width": "3",
    "paint-order": "stroke",
  });
  text.textContent = shortened(label);
  return text;
}

/** @param {number} n */
function fixed(n) {
  return String(Math.round(n * 100) / 100);
}
