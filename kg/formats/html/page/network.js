/** The picture: vis-network with fixed places, and what follows from the state. */

import { drawEdge, drawNode, edgePoint, nodeCentre } from "./inside.js";
import { drawLabels, shortened } from "./labels.js";
import { byId, h } from "./dom.js";
import { TEXT } from "./texts.js";
import { onThemeChange, readTheme } from "./theme.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Edge} Edge */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {{nodes: Set<number>, edges: number[]}} Focus what is selected, with its neighbours */

/** @type {Map<string, {dashes: boolean|number[], arrow: object|null}>} */
const STYLES = new Map([
  ["fact", { dashes: false, arrow: { type: "arrow" } }],
  ["reported", { dashes: [7, 5], arrow: { type: "arrow" } }],
  ["denied", { dashes: [10, 4, 2, 4], arrow: { type: "bar" } }],
  ["hypothetical", { dashes: [2, 4], arrow: { type: "vee" } }],
  ["member", { dashes: false, arrow: null }],
]);
const CLOSE = 1.35; // from this zoom on, all lines show their relations

/** @param {Data} data @param {Store} store */
export function createNetwork(data, store) {
  const container = byId("network");
  let theme = readTheme();
  const nodes = new vis.DataSet(data.network.nodes.map(({ label, ...node }) => node));
  const edges = new vis.DataSet(styledEdges(data, store.get(), theme));
  const network = new vis.Network(container, { nodes, edges }, data.network.options);
  describe(container);

  let hovered = -1;
  let touched = false; // the selection was made in the picture, so it is in view
  /** @type {Focus|null} */
  let focus = null;

  network.on("click", event => {
    touched = true;
    if (event.nodes.length) store.select({ entity: event.nodes[0] });
    else if (event.edges.length && data.network.edges[event.edges[0]].statements.length) store.select({ edge: event.edges[0] });
    else store.home();
    touched = false;
  });
  network.on("hoverNode", event => { hovered = event.node; pointer(true); });
  network.on("blurNode", () => { hovered = -1; pointer(false); });
  network.on("hoverEdge", () => pointer(true));
  network.on("blurEdge", () => pointer(false));
  network.on("afterDrawing", context => {
    if (focus) drawFocus(context, network, focus, theme);
    drawNames(context, network, data, store.get(), { focus, hovered, theme });
  });
  onThemeChange(() => {
    theme = readTheme();
    edges.update(styledEdges(data, store.get(), theme));
  });

  store.follow((state, before) => {
    if (state.kinds !== before.kinds || state.hiddenTypes !== before.hiddenTypes) {
      nodes.update(data.entities.map((entity, id) => ({ id, hidden: state.hiddenTypes.has(entity.type) })));
      edges.update(data.network.edges.map((edge, id) => ({ id, hidden: !shown(data, state, edge) })));
    }
    focus = focusOf(data, state);
    select(network, state);
    if (state.selected && state.selected !== before.selected && !touched) moveTo(network, data, state);
    network.redraw();
  });

  /** @param {boolean} over */
  function pointer(over) {
    container.classList.toggle("over", over);
  }

  network.fit({ animation: false });
  network.moveTo({ scale: Math.min(1.4, network.getScale() * 0.92) });
  zoomButtons(network);
  return network;
}

/** @param {HTMLElement} container */
function describe(container) {
  const frame = container.querySelector(".vis-network");
  frame?.setAttribute("role", "img");
  frame?.setAttribute("aria-label", TEXT.network);
}

/** Whether a line is drawn. @param {Data} data @param {State} state @param {Edge} edge */
function shown(data, state, edge) {
  const ends = [edge.from, edge.to].map(i => data.entities[i].type);
  return state.kinds.has(edge.kind) && !ends.some(type => state.hiddenTypes.has(type));
}

/** Lines that follow from data, state and theme. @param {Data} data @param {State} state @param {Theme} theme */
function styledEdges(data, state, theme) {
  const opacity = Math.min(1, Math.max(0.25, 1 - data.network.edges.length / 4000)); // many lines make a fog
  return data.network.edges.map((edge, i) => styled(edge, i, theme, opacity, shown(data, state, edge)));
}

/** @param {Edge} edge @param {number} id @param {Theme} theme @param {number} opacity @param {boolean} visible */
function styled(edge, id, theme, opacity, visible) {
  const style = STYLES.get(edge.kind);
  const colour = theme.kinds[edge.kind];
  return {
    id,
    from: edge.from,
    to: edge.to,
    smooth: edge.smooth ?? false,
    hidden: !visible,
    dashes: style?.dashes ?? false,
    width: edge.kind === "member" ? 1 : 1.2 + 0.7 * Math.log2(edge.statements.length),
    arrows: style?.arrow ? { to: { enabled: true, scaleFactor: 0.55, ...style.arrow } } : "",
    color: { color: colour, hover: theme.accent, highlight: theme.accent, inherit: false, opacity },
  };
}

/** @param {Data} data @param {State} state @returns {Focus|null} */
function focusOf(data, state) {
  const { selected } = state;
  if (!selected) return null;
  const edges = data.network.edges.flatMap((edge, i) => {
    const chosen = "edge" in selected ? i === selected.edge : edge.from === selected.entity || edge.to === selected.entity;
    return chosen && shown(data, state, edge) ? [i] : [];
  });
  const ends = edges.flatMap(i => [data.network.edges[i].from, data.network.edges[i].to]);
  return { nodes: new Set("entity" in selected ? [selected.entity, ...ends] : ends), edges };
}

/** @param {VisNetwork} network @param {State} state */
function select(network, { selected }) {
  network.unselectAll();
  if (selected && "entity" in selected) network.selectNodes([selected.entity], false);
  if (selected && "edge" in selected) network.selectEdges([selected.edge]);
}

/** Bring what is selected into the part of the picture that no panel covers. @param {VisNetwork} network @param {Data} data @param {State} state */
function moveTo(network, data, { selected }) {
  if (!selected) return;
  const node = "entity" in selected ? selected.entity : data.network.edges[selected.edge].from;
  const stage = byId("stage").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  const covered = Math.max(0, stage.bottom - panel.top) * Number(panel.left < stage.right - 1);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.focus(node, {
    scale: Math.max(0.8, network.getScale()),
    offset: { x: 0, y: -covered / 2 },
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

/**
 * Lay a veil over everything and draw what is selected again on top.
 * @param {CanvasRenderingContext2D} context @param {VisNetwork} network @param {Focus} focus @param {Theme} theme
 */
function drawFocus(context, network, focus, theme) {
  const { canvas } = context;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.8;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.restore();
  for (const edge of focus.edges) drawEdge(network, context, edge);
  for (const node of focus.nodes) drawNode(network, context, node);
}

/**
 * @param {CanvasRenderingContext2D} context @param {VisNetwork} network @param {Data} data @param {State} state
 * @param {{focus: Focus|null, hovered: number, theme: Theme}} look
 */
function drawNames(context, network, data, state, { focus, hovered, theme }) {
  const { canvas } = context;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  const view = { width: canvas.clientWidth, height: canvas.clientHeight, font: theme.font, paper: theme.paper };
  const scale = network.getScale();
  const middle = network.getViewPosition();
  /** @param {{x: number, y: number}} point */
  const onScreen = ({ x, y }) => ({ x: (x - middle.x) * scale + view.width / 2, y: (y - middle.y) * scale + view.height / 2 });

  /** @param {number} i @returns {import("./labels.js").Label} */
  function nodeLabel(i) {
    const { label, size } = data.network.nodes[i];
    const { x, y } = onScreen(nodeCentre(network, i));
    const chosen = i === hovered || (state.selected !== null && "entity" in state.selected && i === state.selected.entity);
    return {
      text: shortened(label, chosen ? 60 : undefined),
      x,
      y: y + size * scale + 3,
      around: disc(i),
      size: Math.round(11 + size / 7),
      colour: theme.ink,
      bold: chosen || size > 16,
      alpha: focus && !focus.nodes.has(i) && !chosen ? 0.35 : 1,
    };
  }

  /** @param {number} i @returns {import("./labels.js").Label} */
  function edgeLabel(i) {
    const { kind, label } = data.network.edges[i];
    const [place, ...others] = [0.5, 0.36, 0.64].map(part => onScreen(edgePoint(network, i, part)));
    const text = shortened(label, 34);
    return { text, ...place, y: place.y - 6, others: others.map(({ x, y }) => ({ x, y: y - 6 })), size: 12, colour: theme.kinds[kind], italic: true };
  }

  /** @param {number} i @returns {import("./labels.js").Box} */
  function disc(i) {
    const { x, y } = onScreen(nodeCentre(network, i));
    const radius = data.network.nodes[i].size * scale;
    return [x - radius, y - radius, x + radius, y + radius];
  }

  const visible = (/** @type {number} */ i) => !state.hiddenTypes.has(data.entities[i].type);
  const all = data.network.nodes.map(node => node.id);
  const first = [...(hovered >= 0 ? [hovered] : []), ...(focus?.nodes ?? [])].filter(visible);
  const rest = all.filter(i => visible(i) && !first.includes(i));
  const lines = focus ? focus.edges : scale >= CLOSE ? data.network.edges.flatMap((edge, i) => (shown(data, state, edge) ? [i] : [])) : [];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const near = [...new Set(first)];
  drawLabels(context, [...near.map(nodeLabel), ...lines.map(edgeLabel), ...rest.map(nodeLabel)], (focus ? near : all).map(disc), view);
  context.restore();
}

/** @param {VisNetwork} network */
function zoomButtons(network) {
  /** @param {string} text @param {string} title @param {() => void} act */
  const button = (text, title, act) => h("button", { type: "button", "aria-label": title, title, click: act }, text);
  byId("zoom").append(
    button("+", TEXT.zoomIn, () => network.moveTo({ scale: network.getScale() * 1.4 })),
    button("−", TEXT.zoomOut, () => network.moveTo({ scale: network.getScale() / 1.4 })),
    button("⤢", TEXT.fit, () => network.fit({ animation: false })),
  );
}
