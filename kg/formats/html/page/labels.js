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
 * @property {Disc} [node] whose name it is: it may also stand above or beside it
 * @property {Point[]} [others] other places where it may stand
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box
 * @typedef {{box: Box, rank: number}} Disc the room of a node, and its rank by importance from 0
 * @typedef {{width: number, height: number, font: string, paper: string}} View
 */

const LONGEST = 30;

/** @param {string} text @param {number} [longest] */
export function shortened(text, longest = LONGEST) {
  const characters = Array.from(text.replace(/\s+/gu, " ").trim());
  return characters.length > longest
    ? `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : characters.join("");
}

/** What draws labels, and remembers how wide each is. */
export function createLabelDrawer() {
  /** @type {Map<string, number>} */
  const widths = new Map();

  /** @param {CanvasRenderingContext2D} context in the label's font @param {string} font @param {string} text */
  function widthOf(context, font, text) {
    const key = `${font}|${text}`;
    const width = widths.get(key) ?? context.measureText(text).width;
    widths.set(key, width);
    return width;
  }

  /**
   * Draw those labels that find room, in their order.
   * @param {CanvasRenderingContext2D} context with one unit a pixel of the screen
   * @param {Label[]} labels
   * @param {Disc[]} discs of nodes that no label may cover
   * @param {View} view
   */
  return function drawLabels(context, labels, discs, view) {
    /** @type {Box[]} */
    const taken = [];
    let set = "";
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.strokeStyle = view.paper;
    context.lineWidth = 3.5;
    for (const label of labels) {
      const font = `${label.italic ? "italic " : ""}${label.bold ? "600 " : ""}${label.size}px ${view.font}`;
      if (font !== set) context.font = set = font; // to set it takes a while
      const box = findRoom(label, widthOf(context, font, label.text), taken, discs, view);
      if (!box) continue;
      taken.push(box);
      drawText(context, label, (box[0] + box[2]) / 2, box[1] + 1);
    }
    context.globalAlpha = 1;
  };
}

/** @param {CanvasRenderingContext2D} context @param {Label} label @param {number} x @param {number} y */
function drawText(context, { text, colour, alpha = 1 }, x, y) {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

/**
 * The first place that is free; in need, one over nodes that are less important than its own.
 * @param {Label} label @param {number} width @param {Box[]} taken @param {Disc[]} discs @param {View} view
 * @returns {Box|undefined}
 */
function findRoom(label, width, taken, discs, view) {
  const rank = label.node?.rank ?? Infinity;
  const boxes = placesOf(label, width)
    .map(point => boxOf(point, label.size, width))
    .filter(box => inside(box, view) && !taken.some(other => overlap(box, other)));
  /** @param {Box} box @param {number} below */
  const clear = (box, below) => !discs.some(disc => disc.rank < below && overlap(box, disc.box));
  return boxes.find(box => clear(box, Infinity)) ?? boxes.find(box => clear(box, rank));
}

/** Where a label may stand, the best place first. @param {Label} label @param {number} width @returns {Point[]} */
function placesOf({ x, y, size, node, others = [] }, width) {
  if (!node) return [{ x, y }, ...others];
  const [left, top, right, bottom] = node.box;
  const middle = (top + bottom - size) / 2;
  return [
    { x, y },
    { x, y: top - size - 4 },
    { x: right + width / 2 + 5, y: middle },
    { x: left - width / 2 - 5, y: middle },
    { x: x + width / 2, y },
    { x: x - width / 2, y },
  ];
}

/** @param {Point} point @param {number} size @param {number} width @returns {Box} */
function boxOf({ x, y }, size, width) {
  return [x - width / 2 - 3, y - 1, x + width / 2 + 3, y + size + 3];
}

/** @param {Box} box @param {View} view */
function inside(box, view) {
  return box[2] > 0 && box[3] > 0 && box[0] < view.width && box[1] < view.height;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
