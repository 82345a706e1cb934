/** Which names and relations are written on the picture, where, and in which order of importance. */

import { createLabelDrawer, shortened } from "./labels.js";
import { regionsOf } from "./regions.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./labels.js").Disc} Disc */
/** @typedef {import("./labels.js").Label} Label */
/** @typedef {import("./focus.js").Focus} Focus */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {{nodes: boolean[], edges: boolean[]}} Visible */
/** @typedef {{state: State, focus: Focus|null, hovered: number, theme: Theme, visible: Visible, folds: boolean}} Look */

const CLOSE = 1.35; // from this zoom on, all lines show their relations
const MOST = 400; // names that are tried; a screen has room for fewer
const MARGIN = 100; // pixels that a name may reach into the view from beyond it
const SPECK = 5; // names may cover nodes up to this many pixels from middle to edge

/** @typedef {import("./inside.js").Eye} Eye */

/** @param {Eye} eye @param {Data} data */
export function createNames(eye, data) {
  const drawLabels = createLabelDrawer();
  const regions = regionsOf(data);
  const all = data.network.nodes.map((_, i) => i);

  /** @param {CanvasRenderingContext2D} context @param {Look} look @param {{width: number, height: number, most: number}} [size] of the canvas in pixels of the screen, and how many names are tried */
  return function drawNames(context, { state, focus, hovered, theme, visible, folds }, size) {
    const { canvas } = context;
    const { width, height } = size ?? { width: canvas.clientWidth, height: canvas.clientHeight };
    const ratio = canvas.width / Math.max(1, width);
    const view = {
      width,
      height,
      font: theme.font,
      paper: theme.paper,
    };
    const scale = eye.scale();
    const captions = focus || !folds ? [] : regions.captions(state, scale);
    const told = new Set(captions.flatMap(({ names }) => names));
    const onScreen = projection(eye, view);

    /** @param {number} i @returns {Disc} */
    function disc(i) {
      const { x, y } = onScreen(eye.node(i));
      const radius = data.network.nodes[i].size * scale;
      return { box: [x - radius, y - radius, x + radius, y + radius], rank: i };
    }

    /** @param {number} i */
    function inView(i) {
      const { x, y } = onScreen(eye.node(i));
      return x > -MARGIN && y > -MARGIN && x < view.width + MARGIN && y < view.height + MARGIN;
    }

    /** @param {number} i @returns {Label} */
    function nodeLabel(i) {
      const { label, size } = data.network.nodes[i];
      const node = disc(i);
      const faint = focus !== null && !focus.nodes.has(i) && i !== hovered;
      const chosen =
        i === hovered ||
        state.pinned.has(i) ||
        (state.selected !== null && "entity" in state.selected && i === state.selected.entity);
      return {
        text: shortened(label, chosen ? 60 : undefined),
        x: (node.box[0] + node.box[2]) / 2,
        y: node.box[3] + 3,
        node: faint ? { ...node, rank: Infinity } : node,
        size: Math.round(11 + size / 7),
        colour: theme.ink,
        bold: chosen || size > 16,
        alpha: faint ? 0.35 : 1,
      };
    }

    /** @param {number} i @returns {Label} */
    function edgeLabel(i) {
      const { kind, label } = data.network.edges[i];
      const [place, ...others] = [0.5, 0.36, 0.64]
        .map(part => onScreen(eye.line(i, part)))
        .map(({ x, y }) => ({ x, y: y - 6 }));
      return {
        text: shortened(label, 34),
        ...place,
        others,
        size: 12,
        colour: theme.kinds[kind],
        italic: true,
      };
    }

    /** @param {import("./regions.js").Caption} caption @returns {Label} */
    function caption({ text, at }) {
      const { x, y } = onScreen(at);
      const others = [y - 24, y + 8].map(y => ({ x, y }));
      return { text, x, y: y - 8, others, size: 13, colour: theme.ink, bold: true };
    }

    const near = new Set(
      [...(hovered >= 0 ? [hovered] : []), ...(focus?.nodes ?? [])].filter(i => visible.nodes[i] && eye.has(i)),
    );
    const far = all
      .filter(i => !near.has(i) && !told.has(i) && visible.nodes[i] && eye.has(i) && inView(i))
      .slice(0, size?.most ?? MOST);
    const lines =
      focus?.edges.filter(eye.hasLine) ??
      (scale < CLOSE
        ? []
        : data.network.edges.flatMap((_, i) => (visible.edges[i] && eye.hasLine(i) ? [i] : [])));
    const obstacles = (focus ? [...near] : [...near, ...far]).filter(
      i => data.network.nodes[i].size * scale > SPECK,
    );
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLabels(
      context,
      [
        ...[...near].map(nodeLabel),
        ...captions.map(caption),
        ...lines.map(edgeLabel),
        ...far.map(nodeLabel),
      ],
      obstacles.map(disc),
      view,
    );
    context.restore();
  };
}

/** From the network's units to pixels of the screen. @param {Eye} eye @param {{width: number, height: number}} view */
function projection(eye, view) {
  const scale = eye.scale();
  const middle = eye.middle();
  /** @param {{x: number, y: number}} point */
  return ({ x, y }) => ({
    x: (x - middle.x) * scale + view.width / 2,
    y: (y - middle.y) * scale + view.height / 2,
  });
}
