/** Small drawings of what the network draws: shapes of types, lines of kinds. */

import { svg } from "./dom.js";

const SHAPES = new Map([
  ["dot", () => svg("circle", { cx: "8", cy: "8", r: "6" })],
  ["square", () => polygon("2.5,2.5 13.5,2.5 13.5,13.5 2.5,13.5")],
  ["diamond", () => polygon("8,1 15,8 8,15 1,8")],
  ["triangle", () => polygon("8,1.5 15,14 1,14")],
  ["triangleDown", () => polygon("8,14.5 15,2 1,2")],
  ["hexagon", () => polygon("4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8")],
  ["star", () => polygon("8,0.5 10.1,5.6 15.6,6 11.4,9.6 12.7,15 8,12.1 3.3,15 4.6,9.6 0.4,6 5.9,5.6")],
]);

/** @param {string} points */
function polygon(points) {
  return svg("polygon", { points });
}

/** A shape in a square of 16 units. @param {string} name */
export function shapeOf(name) {
  return (SHAPES.get(name) ?? SHAPES.get("dot"))?.() ?? polygon("");
}

/** @param {{colour: string, shape: string}} look */
export function shapeGlyph(look) {
  const shape = shapeOf(look.shape);
  shape.setAttribute("fill", look.colour);
  return svg("svg", { viewBox: "0 0 16 16", class: "glyph", "aria-hidden": "true" }, shape);
}

/** @type {Map<string, {dashes: string, head: string}>} */
const LINES = new Map([
  ["fact", { dashes: "", head: "M23 1 L31 5 L23 9 Z" }],
  ["reported", { dashes: "6 3", head: "M23 1 L31 5 L23 9 Z" }],
  ["denied", { dashes: "9 3 2 3", head: "M30 0 V10" }],
  ["hypothetical", { dashes: "2 3", head: "M24 1 L30 5 L24 9" }],
  ["member", { dashes: "", head: "" }],
]);

/** @param {string} kind */
export function lineGlyph(kind) {
  const { dashes, head } = LINES.get(kind) ?? { dashes: "", head: "" };
  const closed = head.endsWith("Z");
  return svg(
    "svg",
    { viewBox: "0 0 32 10", class: `glyph line ${kind}`, "aria-hidden": "true" },
    svg("path", { d: closed ? "M0 5 H24" : "M0 5 H30", "stroke-dasharray": dashes }),
    svg("path", { d: head, class: closed ? "full" : "open" }),
  );
}
