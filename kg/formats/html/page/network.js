/** The picture: vis-network with fixed places, and what follows from the state. */

import { entitiesOf } from "./data.js";
import { byId, h } from "./dom.js";
import { drawEdge, drawNode, nodeCentre } from "./inside.js";
import { styledEdges } from "./lines.js";
import { createNames } from "./names.js";
import { pathOf } from "./path.js";
import { shownIn } from "./shown.js";
import { TEXT } from "./texts.js";
import { onThemeChange, readTheme } from "./theme.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {{nodes: Set<number>, edges: number[]}} Focus what is selected, with its neighbours */

const LEGIBLE = 0.6; // at this zoom most names of a small graph find room

/** @param {Data} data @param {Store} store */
export function createNetwork(data, store) {
  const container = byId("network");
  let theme = readTheme();
  const shown = shownIn(data, store.get()).nodes;
  const nodes = new vis.DataSet(
    data.network.nodes.map(({ label, ...node }, i) => ({ ...node, hidden: !shown[i] })), // names.js draws labels
  );
  const edges = new vis.DataSet(styledEdges(data, store.get(), theme));
  const network = new vis.Network(container, { nodes, edges }, data.network.options);
  const drawNames = createNames(network, data);
  describe(container);

  let hovered = -1;
  let touched = false; // the selection was made in the picture, so it is in view
  /** @type {Focus|null} */
  let focus = null;

  network.on("click", event => {
    touched = true;
    if (event.nodes.length) store.select({ entity: event.nodes[0] });
    else if (event.edges.length && data.network.edges[event.edges[0]].statements.length)
      store.select({ edge: event.edges[0] });
    else store.home();
    touched = false;
  });
  network.on("hoverNode", event => {
    hovered = event.node;
    pointer(true);
  });
  network.on("blurNode", () => {
    hovered = -1;
    pointer(false);
  });
  network.on("hoverEdge", () => pointer(true));
  network.on("blurEdge", () => pointer(false));
  network.on("afterDrawing", context => {
    if (focus) drawFocus(context, network, focus, theme);
    drawNames(context, { state: store.get(), focus, hovered, theme });
  });
  onThemeChange(store, () => {
    theme = readTheme();
    edges.update(styledEdges(data, store.get(), theme));
  });

  store.follow((state, before) => {
    filter(state, before);
    focus = focusOf(data, state);
    select(network, state);
    if (state.around !== before.around) network.fit(fitted(data, state));
    else if (state.selected && state.selected !== before.selected && !touched)
      moveTo(network, state.selected, data);
    network.redraw();
  });

  /** Hide and show what the filters changed. @param {State} state @param {State} before */
  function filter(state, before) {
    const [now, then] = [shownIn(data, state), shownIn(data, before)];
    nodes.update(changes(now.nodes, then.nodes));
    edges.update(changes(now.edges, then.edges));
  }

  /** @param {boolean} over */
  function pointer(over) {
    container.classList.toggle("over", over);
  }

  firstView(network, container, data);
  zoomButtons(network, () => network.fit(fitted(data, store.get())));
  focus = focusOf(data, store.get());
  select(network, store.get());
  const { around, selected } = store.get();
  if (around) network.fit(fitted(data, store.get()));
  else if (selected) moveTo(network, selected, data);
  return network;
}

/** Everything that is shown. @param {Data} data @param {State} state */
function fitted(data, state) {
  const shown = shownIn(data, state).nodes;
  return { nodes: data.entities.flatMap((_, i) => (shown[i] ? [i] : [])), maxZoomLevel: 1.4, animation: false };
}

/** All of it, or on a phone what lies around the most important entity. @param {VisNetwork} network @param {HTMLElement} container @param {Data} data */
function firstView(network, container, data) {
  network.fit({ animation: false });
  const scale = Math.min(1.4, network.getScale() * 0.92);
  const close = container.clientWidth < 600 && scale < LEGIBLE && data.network.nodes.length > 0;
  if (close) network.moveTo({ scale: LEGIBLE, position: nodeCentre(network, 0) });
  else network.moveTo({ scale });
}

/** @param {HTMLElement} container */
function describe(container) {
  const frame = container.querySelector(".vis-network");
  frame?.setAttribute("role", "img");
  frame?.setAttribute("aria-label", TEXT.network);
}

/** What is to be hidden or shown. @param {boolean[]} now @param {boolean[]} then */
function changes(now, then) {
  if (now === then) return [];
  return now.flatMap((shown, id) => (shown === then[id] ? [] : [{ id, hidden: !shown }]));
}

/** @param {Data} data @param {State} state @returns {Focus|null} */
function focusOf(data, state) {
  const { selected } = state;
  if (!selected || "passage" in selected) return null;
  const edges = linesOf(data, state, selected);
  const ends = edges.flatMap(i => [data.network.edges[i].from, data.network.edges[i].to]);
  const own =
    "entity" in selected
      ? [selected.entity]
      : "from" in selected
        ? [selected.from]
        : "statement" in selected
          ? [...entitiesOf(data.statements[selected.statement])]
          : [];
  return { nodes: new Set([...own, ...ends]), edges };
}

/** The lines that belong to what is selected. @param {Data} data @param {State} state @param {NonNullable<State["selected"]>} selected */
function linesOf(data, state, selected) {
  if ("from" in selected) return pathOf(data, state, selected)?.map(step => step.edge) ?? [];
  const shown = shownIn(data, state).edges;
  return data.network.edges.flatMap((edge, i) => {
    if (!shown[i]) return [];
    if ("edge" in selected) return i === selected.edge ? [i] : [];
    if ("statement" in selected) return edge.statements.includes(selected.statement) ? [i] : [];
    return "entity" in selected && (edge.from === selected.entity || edge.to === selected.entity) ? [i] : [];
  });
}

/** @param {VisNetwork} network @param {State} state */
function select(network, { selected }) {
  network.unselectAll();
  if (selected && "entity" in selected) network.selectNodes([selected.entity], false);
  if (selected && "edge" in selected) network.selectEdges([selected.edge]);
}

/**
 * Bring what is selected into the part of the picture that no panel covers.
 * @param {VisNetwork} network @param {NonNullable<State["selected"]>} selected @param {Data} data
 */
function moveTo(network, selected, data) {
  const node = middleOf(selected, data);
  if (node < 0) return;
  const stage = byId("stage").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  const covered = panel.left < stage.right - 1 ? Math.max(0, stage.bottom - panel.top) : 0;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.focus(node, {
    scale: Math.max(0.8, network.getScale()),
    offset: { x: 0, y: -covered / 2 },
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

/** The entity to look at. @param {NonNullable<State["selected"]>} selected @param {Data} data */
function middleOf(selected, data) {
  if ("entity" in selected) return selected.entity;
  if ("edge" in selected) return data.network.edges[selected.edge].from;
  if ("statement" in selected) return data.statements[selected.statement].subject;
  return "from" in selected ? selected.from : -1;
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
  for (const node of focus.nodes) if (!network.body.nodes[node].options.hidden) drawNode(network, context, node);
}

/** @param {VisNetwork} network @param {() => void} fit */
function zoomButtons(network, fit) {
  /** @param {string} text @param {string} title @param {() => void} act */
  const button = (text, title, act) =>
    h("button", { type: "button", "aria-label": title, title, click: act }, text);
  byId("zoom").append(
    button("+", TEXT.zoomIn, () => network.moveTo({ scale: network.getScale() * 1.4 })),
    button("−", TEXT.zoomOut, () => network.moveTo({ scale: network.getScale() / 1.4 })),
    button("⤢", TEXT.fit, fit),
  );
}
