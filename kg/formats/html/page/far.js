/**
 * The picture from afar, of graphs too large for vis-network: all of it is drawn once, wider than
 * the view, and this sheet is moved and scaled while the picture moves; it is drawn anew, sharp,
 * when the picture rests or the sheet no longer covers the view.
 */

import { h } from "./dom.js";
import { focusOf } from "./focus.js";
import { createNames } from "./names.js";
import { trace } from "./shapes.js";
import { regionsOf } from "./regions.js";
import { shownIn } from "./shown.js";
import { TEXT } from "./texts.js";
import { onThemeChange, readTheme } from "./theme.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./focus.js").Focus} Focus */
/** @typedef {{x: number, y: number, scale: number}} Camera what stands in the middle, and pixels for a unit */

const WIDER = 1.5; // the sheet than the view
const BATCH = 200; // lines to a path: one of all of them is slow to fill in
const NAMES = 90; // on the sheet: more would hide the nodes
const LEAST = 1.3; // pixels from middle to edge
const LEAST_FOLDED = 3.2; // the same, where few are drawn
const SPECK = 2.5; // pixels from middle to edge: no shape is seen in so few
const REST = 140; // milliseconds without motion
const ROOM = 0.88; // of the picture is for nodes, the rest for names at its edges
const REACH = 6; // pixels beside a node that still hit it

/** @param {HTMLElement} container @param {Data} data @param {Store} store @param {{select: (entity: number) => void, unfold: (community: number) => void, home: () => void, rest: () => void}} act */
export function createFar(container, data, store, act) {
  const { nodes, edges } = data.network;
  const canvas = h("canvas", { class: "far", role: "img", tabindex: "0", "aria-label": TEXT.network });
  const sheet = document.createElement("canvas");
  container.append(canvas);
  /** @type {Camera} */
  const camera = { x: 0, y: 0, scale: 1 };
  /** @type {Camera} */
  let drawn = { x: 0, y: 0, scale: 0 };
  let theme = readTheme();
  /** @type {Focus|null} */
  let focus = focusOf(data, store.get());
  let frame = 0;
  let timer = 0;
  let active = true;
  const regions = regionsOf(data);
  const looks = new Map(data.types.map(type => [type.name, type]));
  const drawNames = createNames(
    {
      scale: () => camera.scale,
      middle: () => camera,
      has: () => true,
      node: entity => nodes[entity],
      hasLine: () => true,
      line: (edge, part) => between(nodes[edges[edge].from], nodes[edges[edge].to], part),
    },
    data,
  );

  onThemeChange(store, () => {
    theme = readTheme();
    stale();
  });
  store.follow(state => {
    focus = focusOf(data, state);
    stale();
  });
  new ResizeObserver(() => {
    resize();
    stale();
  }).observe(container);
  resize();
  listen();

  function resize() {
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(container.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(container.clientHeight * ratio));
    sheet.width = Math.round(canvas.width * WIDER);
    sheet.height = Math.round(canvas.height * WIDER);
  }

  /** What was drawn is no longer right. */
  function stale() {
    drawn = { ...drawn, scale: 0 };
    moved();
  }

  function moved() {
    if (!active || frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      show();
    });
  }

  function show() {
    if (drawn.scale === 0 || !covers()) paint();
    const context = canvas.getContext("2d");
    if (!context) return;
    const ratio = canvas.width / Math.max(1, container.clientWidth);
    const grown = camera.scale / drawn.scale;
    const [width, height] = [sheet.width * grown, sheet.height * grown];
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(
      sheet,
      (canvas.width - width) / 2 + (drawn.x - camera.x) * camera.scale * ratio,
      (canvas.height - height) / 2 + (drawn.y - camera.y) * camera.scale * ratio,
      width,
      height,
    );
  }

  /** Whether the sheet still fills the view, at a size that isn't too coarse. */
  function covers() {
    const grown = camera.scale / drawn.scale;
    const room = (WIDER * grown - 1) / 2;
    return (
      grown < 2 &&
      room >= 0 &&
      Math.abs(camera.x - drawn.x) * camera.scale <= room * container.clientWidth &&
      Math.abs(camera.y - drawn.y) * camera.scale <= room * container.clientHeight
    );
  }

  function paint() {
    const context = sheet.getContext("2d");
    if (!context) return;
    const ratio = canvas.width / Math.max(1, container.clientWidth);
    const shown = shownIn(data, store.get());
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = theme.paper;
    context.fillRect(0, 0, sheet.width, sheet.height);
    const zoom = camera.scale * ratio;
    context.setTransform(zoom, 0, 0, zoom, sheet.width / 2 - camera.x * zoom, sheet.height / 2 - camera.y * zoom);
    regions.draw(context, { state: store.get(), theme, folds: true, scale: camera.scale, faint: focus !== null });
    const many = shown.lines.filter(Boolean).length;
    context.globalAlpha = focus ? 0.12 : Math.max(0.25, 1 - many / 12_000);
    lines(context, shown.lines);
    context.globalAlpha = focus ? 0.25 : 1;
    dots(context, i => shown.drawn[i]);
    if (focus) {
      context.globalAlpha = 1;
      const chosen = edges.map(() => false);
      for (const edge of focus.edges) chosen[edge] = true;
      lines(context, chosen);
      const { nodes: near } = focus;
      dots(context, i => shown.nodes[i] && near.has(i));
    }
    context.globalAlpha = 1;
    names(context, ratio);
    drawn = { ...camera };
  }

  /** @param {CanvasRenderingContext2D} context @param {number} ratio */
  function names(context, ratio) {
    const size = { width: sheet.width / ratio, height: sheet.height / ratio, most: NAMES };
    const state = store.get();
    drawNames(context, { state, focus, hovered: -1, theme, visible: visible(), folds: true }, size);
  }

  /** What is drawn: what no fold hides, and what is selected. */
  function visible() {
    const { nodes, drawn, lines } = shownIn(data, store.get());
    const near = focus?.nodes;
    return { nodes: near ? drawn.map((seen, i) => seen || (nodes[i] && near.has(i))) : drawn, edges: lines };
  }

  /** @param {CanvasRenderingContext2D} context @param {boolean[]} chosen */
  function lines(context, chosen) {
    context.lineWidth = Math.min(1.6, 1 / camera.scale);
    for (const kind of new Set(edges.map(edge => edge.kind))) {
      context.strokeStyle = theme.kinds[kind];
      let open = 0;
      edges.forEach((edge, i) => {
        if (!chosen[i] || edge.kind !== kind) return;
        if (open === 0) context.beginPath();
        context.moveTo(nodes[edge.from].x, nodes[edge.from].y);
        context.lineTo(nodes[edge.to].x, nodes[edge.to].y);
        open = (open + 1) % BATCH;
        if (open === 0) context.stroke();
      });
      if (open) context.stroke();
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {(entity: number) => boolean} chosen */
  function dots(context, chosen) {
    const shown = shownIn(data, store.get());
    const least = shown.drawn === shown.nodes ? LEAST : LEAST_FOLDED;
    for (const [type, look] of looks) {
      context.fillStyle = look.colour;
      context.beginPath();
      nodes.forEach((node, i) => {
        if (data.entities[i].type !== type || !chosen(i)) return;
        const radius = Math.max(node.size, least / camera.scale);
        if (radius * camera.scale < SPECK) context.rect(node.x - radius, node.y - radius, 2 * radius, 2 * radius);
        else trace(context, look.shape, node.x, node.y, radius);
      });
      context.fill();
    }
  }

  function listen() {
    /** @type {Map<number, PointerEvent>} */
    const pointers = new Map();
    let travelled = 0;
    canvas.addEventListener("pointerdown", event => {
      canvas.setPointerCapture(event.pointerId);
      if (!pointers.size) travelled = 0;
      pointers.set(event.pointerId, event);
    });
    canvas.addEventListener("pointermove", event => {
      const before = pointers.get(event.pointerId);
      if (!before) {
        const over = hitBy(event) >= 0 || regions.at(store.get(), placeOf(event)) >= 0;
        canvas.classList.toggle("over", over);
        return;
      }
      const others = [...pointers.values()].filter(other => other.pointerId !== event.pointerId);
      pointers.set(event.pointerId, event);
      const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
      travelled += Math.abs(dx) + Math.abs(dy);
      const share = 1 / pointers.size; // two fingers move it together
      go(camera.x - (dx * share) / camera.scale, camera.y - (dy * share) / camera.scale, camera.scale);
      if (others.length) zoomAt(event, apart(event, others[0]) / Math.max(1, apart(before, others[0])));
    });
    canvas.addEventListener("pointerup", event => {
      pointers.delete(event.pointerId);
      if (travelled > 5 || pointers.size) return;
      const hit = hitBy(event);
      const community = hit < 0 ? regions.at(store.get(), placeOf(event)) : -1;
      if (hit >= 0) act.select(hit);
      else if (community >= 0) act.unfold(community);
      else act.home();
    });
    canvas.addEventListener("pointercancel", event => pointers.delete(event.pointerId));
    canvas.addEventListener(
      "wheel",
      event => {
        event.preventDefault();
        zoomAt(event, Math.exp(-event.deltaY * 0.0016));
      },
      { passive: false },
    );
    canvas.addEventListener("keydown", event => {
      const step = 60 / camera.scale;
      const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (move) go(camera.x + move[0], camera.y + move[1], camera.scale);
      else if (event.key === "+" || event.key === "=") go(camera.x, camera.y, camera.scale * 1.3);
      else if (event.key === "-") go(camera.x, camera.y, camera.scale / 1.3);
      else return;
      event.preventDefault();
    });
  }

  /** A point of the screen in the network's units. @param {MouseEvent} event */
  function placeOf({ clientX, clientY }) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return {
      x: camera.x + (clientX - left - width / 2) / camera.scale,
      y: camera.y + (clientY - top - height / 2) / camera.scale,
    };
  }

  /** @param {MouseEvent} event @param {number} by */
  function zoomAt(event, by) {
    const { x, y } = placeOf(event);
    go(x + (camera.x - x) / by, y + (camera.y - y) / by, camera.scale * by);
  }

  /** The node at a point of the screen, or -1. @param {MouseEvent} event */
  function hitBy(event) {
    const { x, y } = placeOf(event);
    const shown = visible().nodes;
    let [best, nearest] = [-1, Infinity];
    nodes.forEach((node, i) => {
      const distance = Math.hypot(node.x - x, node.y - y);
      if (shown[i] && distance < nearest && distance <= node.size + REACH / camera.scale)
        [best, nearest] = [i, distance];
    });
    return best;
  }

  /** Look elsewhere. @param {number} x @param {number} y @param {number} scale */
  function go(x, y, scale) {
    Object.assign(camera, { x, y, scale: Math.min(4, Math.max(0.002, scale)) });
    moved();
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (active) stale();
      act.rest();
    }, REST);
  }

  function fit() {
    const shown = shownIn(data, store.get()).nodes;
    const seen = nodes.filter((_, i) => shown[i]);
    if (!seen.length) return;
    const [xs, ys] = [seen.map(node => node.x), seen.map(node => node.y)];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(container.clientWidth / (right - left + 80), container.clientHeight / (bottom - top + 80), 1.4);
    go((left + right) / 2, (top + bottom) / 2, scale * ROOM);
  }

  /** Come to the front or leave it. @param {boolean} front */
  function turn(front) {
    active = front;
    canvas.hidden = !front;
    if (front) stale();
  }

  return { canvas, camera, go, fit, turn, show };
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {number} part */
function between(a, b, part) {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

/** @param {PointerEvent} a @param {PointerEvent} b */
function apart(a, b) {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
