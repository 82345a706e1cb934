/** The picture from near: vis-network with fixed places, and what follows from the state. */

import { byId } from "./dom.js";
import { focusOf, middleOf } from "./focus.js";
import { opened } from "./folding.js";
import { drawEdge, drawNode, eyeOf, holds } from "./inside.js";
import { styledEdges } from "./lines.js";
import { createNames } from "./names.js";
import { regionsOf } from "./regions.js";
import { shownIn } from "./shown.js";
import { TEXT } from "./texts.js";
import { onThemeChange, readTheme } from "./theme.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {import("./focus.js").Focus} Focus */

export const ROOM = 0.92; // of the picture is for nodes, the rest for names at its edges

/**
 * @param {HTMLElement} container @param {Data} data @param {Store} store
 * @param {{within: (entity: number) => boolean, folds: boolean}} how whether an entity belongs to the part that is held, and whether folded communities are drawn as such
 */
export function createNear(container, data, store, { within, folds }) {
  let theme = readTheme();
  let held = within;
  const regions = regionsOf(data);
  let seen = visible(store.get());
  const nodes = new vis.DataSet(nodeItems());
  const edges = new vis.DataSet(edgeItems());
  const network = new vis.Network(container, { nodes, edges }, data.network.options);
  const drawNames = createNames(eyeOf(network), data);
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
    else unfoldOr(event.pointer.canvas, store.home);
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
  network.on("beforeDrawing", context =>
    regions.draw(context, { state: store.get(), theme, folds, scale: network.getScale(), faint: focus !== null }),
  );
  network.on("afterDrawing", context => {
    if (focus) drawFocus(context, network, focus, theme);
    drawNames(context, { state: store.get(), focus, hovered, theme, visible: seen, folds });
  });
  onThemeChange(store, () => {
    theme = readTheme();
    edges.update(edgeItems());
  });

  store.follow((state, before) => {
    filter(state);
    focus = focusOf(data, state);
    select(network, state);
    if (state.around !== before.around) fit();
    else if (state.selected && "community" in state.selected && state.selected !== before.selected)
      network.fit({ nodes: data.index.communities[state.selected.community].filter(held), maxZoomLevel: 1, animation: false });
    else if (state.selected && state.selected !== before.selected && !touched)
      moveTo(network, state.selected, data);
  });

  /** Unfold the community at a point, if a folded one is there. @param {{x: number, y: number}} point @param {() => void} otherwise */
  function unfoldOr(point, otherwise) {
    const community = folds ? regions.at(store.get(), point) : -1;
    if (community < 0) otherwise();
    else store.update(opened(store.get(), community));
  }

  /** What is shown, but for what folds hide and isn't selected. @param {State} state @returns {{nodes: boolean[], edges: boolean[]}} */
  function visible(state) {
    const { nodes, edges, drawn, lines } = shownIn(data, state);
    if (!folds || drawn === nodes) return { nodes, edges };
    const chosen = focusOf(data, state);
    if (!chosen) return { nodes: drawn, edges: lines };
    const chosenEdges = new Set(chosen.edges);
    return {
      nodes: drawn.map((seen, i) => seen || (nodes[i] && chosen.nodes.has(i))),
      edges: lines.map((seen, i) => seen || chosenEdges.has(i)),
    };
  }

  /** Hide and show what the filters changed. @param {State} state */
  function filter(state) {
    const [now, then] = [visible(state), seen];
    seen = now;
    nodes.update(changes(now.nodes, then.nodes).filter(({ id }) => held(id)));
    edges.update(changes(now.edges, then.edges).filter(({ id }) => heldEdge(id)));
  }

  function nodeItems() {
    return data.network.nodes.flatMap(
      ({ label, ...node }, i) => (held(i) ? [{ ...node, hidden: !seen.nodes[i] }] : []), // names.js draws labels
    );
  }

  function edgeItems() {
    return styledEdges(data, seen.edges, theme).filter(({ id }) => heldEdge(id));
  }

  /** @param {number} id */
  function heldEdge(id) {
    return held(data.network.edges[id].from) && held(data.network.edges[id].to);
  }

  /** Hold another part. @param {(entity: number) => boolean} part */
  function hold(part) {
    held = part;
    edges.clear();
    nodes.clear();
    nodes.add(nodeItems());
    edges.add(edgeItems());
    focus = focusOf(data, store.get());
    select(network, store.get());
    network.redraw();
  }

  function fit() {
    network.fit(fitted(data, store.get(), held));
    network.moveTo({ scale: network.getScale() * ROOM });
  }

  /** @param {boolean} over */
  function pointer(over) {
    container.classList.toggle("over", over);
  }

  focus = focusOf(data, store.get());
  select(network, store.get());
  return { network, hold, fit };
}

/** Everything that is shown. @param {Data} data @param {State} state @param {(entity: number) => boolean} held */
function fitted(data, state, held) {
  const shown = shownIn(data, state).nodes;
  return { nodes: shown.flatMap((seen, i) => (seen && held(i) ? [i] : [])), maxZoomLevel: 1.4, animation: false };
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

/** @param {VisNetwork} network @param {State} state */
function select(network, { selected }) {
  const nodes = selected && "entity" in selected && holds(network, selected.entity) ? [selected.entity] : [];
  const edges = selected && "edge" in selected && network.body.edges[selected.edge] ? [selected.edge] : [];
  network.setSelection({ nodes, edges }, { highlightEdges: false }); // asks for a new drawing, too
}

/**
 * Bring what is selected into the part of the picture that no panel covers.
 * @param {VisNetwork} network @param {NonNullable<State["selected"]>} selected @param {Data} data
 */
export function moveTo(network, selected, data) {
  const node = middleOf(selected, data);
  if (!holds(network, node)) return;
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
