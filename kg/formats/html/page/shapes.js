/** The shapes of types as paths, for pictures that are drawn without vis-network. */

/** @typedef {[number, number][]} Corners around a middle at 0, 0, in radii */

/** @type {Map<string, Corners>} */
const CORNERS = new Map([
  ["square", corners([45, 135, 225, 315], Math.SQRT2)],
  ["diamond", corners([0, 90, 180, 270], 1.1)],
  ["triangle", corners([-90, 30, 150], 1.25)],
  ["triangleDown", corners([90, 210, 330], 1.25)],
  ["hexagon", corners([0, 60, 120, 180, 240, 300], 1.05)],
  ["star", star()],
]);

/** @param {number[]} angles in degrees @param {number} radius @returns {Corners} */
function corners(angles, radius) {
  return angles.map(angle => {
    const turn = (angle * Math.PI) / 180;
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  });
}

/** @returns {Corners} */
function star() {
  return Array.from({ length: 10 }, (_, i) => corners([i * 36 - 90], i % 2 ? 0.55 : 1.25)[0]);
}

/** Add a shape to a path. @param {CanvasRenderingContext2D} context @param {string} shape @param {number} x @param {number} y @param {number} radius */
export function trace(context, shape, x, y, radius) {
  const points = CORNERS.get(shape);
  if (!points) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([dx, dy], i) => context[i ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius));
  context.closePath();
}
