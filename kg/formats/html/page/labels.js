/**
 * Names on the picture that don't cover each other: the more important come first, and what finds
 * no room waits until one zooms in.
 */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {number} x middle, in pixels of the screen
 * @property {number} y top
 * @property {number} size of the letters, in pixels
 * @property {string} colour
 * @property {boolean} [italic]
 * @property {boolean} [bold]
 * @property {number} [alpha]
 * @property {Box} [around] of a node that it may also stand above or beside
 * @property {Point[]} [others] other places where it may stand, if no node is there; nor at the first
 *
 * @typedef {{x: number, y: number}} Point
 *
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box
 */

const LONGEST = 30;
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {number} [longest] */
export function shortened(text, longest = LONGEST) {
  const characters = Array.from(text.replace(/\s+/gu, " ").trim());
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("").trimEnd()}…` : characters.join("");
}

/**
 * Draw those labels that find room, in their order.
 * @param {CanvasRenderingContext2D} context with one unit a pixel of the screen
 * @param {Iterable<Label>} labels
 * @param {Box[]} discs of nodes
 * @param {{width: number, height: number, font: string, paper: string}} view
 */
export function drawLabels(context, labels, discs, view) {
  /** @type {Box[]} */
  const taken = [];
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = view.paper;
  context.lineWidth = 3.5;
  for (const label of labels) {
    const font = `${label.italic ? "italic " : ""}${label.bold ? "600 " : ""}${label.size}px ${view.font}`;
    const width = widthOf(context, font, label.text);
    const place = placesOf(label, width).find((point, i) => {
      const box = boxOf(point, label.size, width);
      const overNodes = i === 0 && !label.others;
      return !outside(box, view) && free(box, taken) && (overNodes || free(box, discs));
    });
    if (!place) continue;
    taken.push(boxOf(place, label.size, width));
    context.font = font;
    context.globalAlpha = label.alpha ?? 1;
    context.strokeText(label.text, place.x, place.y);
    context.fillStyle = label.colour;
    context.fillText(label.text, place.x, place.y);
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {string} font @param {string} text */
function widthOf(context, font, text) {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** Where a label may stand, the best place first. @param {Label} label @param {number} width @returns {Point[]} */
function placesOf({ x, y, size, around, others = [] }, width) {
  if (!around) return [{ x, y }, ...others];
  const [left, top, right, bottom] = around;
  const middle = (top + bottom - size) / 2;
  return [
    { x, y },
    { x, y: top - size - 4 },
    { x: right + width / 2 + 5, y: middle },
    { x: left - width / 2 - 5, y: middle },
  ];
}

/** @param {Point} point @param {number} size @param {number} width @returns {Box} */
function boxOf({ x, y }, size, width) {
  return [x - width / 2 - 3, y - 1, x + width / 2 + 3, y + size + 3];
}

/** @param {Box} box @param {{width: number, height: number}} view */
function outside(box, view) {
  return box[2] < 0 || box[3] < 0 || box[0] > view.width || box[1] > view.height;
}

/** @param {Box} box @param {Box[]} boxes */
function free(box, boxes) {
  return !boxes.some(other => overlap(box, other));
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
