/** The picture: small graphs by vis-network; large ones from afar by our own, near by vis-network. */

import { byId, h } from "./dom.js";
import { createFar } from "./far.js";
import { canFold, isFolded, isLarge, opened } from "./folding.js";
import { middleOf } from "./focus.js";
import { createNear, moveTo, ROOM } from "./near.js";
import { regionsOf } from "./regions.js";
import { TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {{zoom: (by: number) => void, fit: () => void, canvas: () => HTMLCanvasElement|null}} Picture */

const LEGIBLE = 0.6; // at this zoom most names of a small graph find room
const NEAR = 150; // entities in view that vis-network is to draw
const CLOSE = 0.9; // zoom at which a selected entity of a large graph is looked at

/** @param {Data} data @param {Store} store @returns {Picture} */
export function createPicture(data, store) {
  const picture = isLarge(data) ? large(data, store) : small(data, store);
  /** @param {string} text @param {string} title @param {() => void} act */
  const button = (text, title, act) =>
    h("button", { type: "button", "aria-label": title, title, click: act }, text);
  byId("zoom").append(
    button("+", TEXT.zoomIn, () => picture.zoom(1.4)),
    button("−", TEXT.zoomOut, () => picture.zoom(1 / 1.4)),
    button("⤢", TEXT.fit, picture.fit),
  );
  if (canFold(data)) byId("zoom").append(foldSwitch(data, store));
  return picture;
}

/** Folds all communities, or unfolds them. @param {Data} data @param {Store} store */
function foldSwitch(data, store) {
  const unfolds = () => data.index.communities.some((_, i) => isFolded(data, store.get(), i));
  const click = () => store.update({ folded: !unfolds(), turned: new Set() });
  const button = h("button", { type: "button", click });
  const show = () => {
    const name = unfolds() ? TEXT.unfoldAll : TEXT.foldAll;
    button.textContent = unfolds() ? "⊞" : "⊟";
    button.title = name;
    button.setAttribute("aria-label", name);
  };
  store.follow(show);
  show();
  return button;
}

/** @param {Data} data @param {Store} store @returns {Picture} */
function small(data, store) {
  const container = byId("network");
  const { network, fit } = createNear(container, data, store, { within: () => true, folds: true });
  firstView(network, container, data);
  const { around, selected } = store.get();
  if (around) fit();
  else if (selected) moveTo(network, selected, data);
  return {
    zoom: by => network.moveTo({ scale: network.getScale() * by }),
    fit,
    canvas: () => {
      network.redraw();
      return container.querySelector("canvas");
    },
  };
}

/** All of it, or on a phone what lies around the most important entity. @param {VisNetwork} network @param {HTMLElement} container @param {Data} data */
function firstView(network, container, data) {
  network.fit({ animation: false });
  const scale = Math.min(1.4, network.getScale() * ROOM);
  const first = data.network.nodes[0];
  const close = container.clientWidth < 600 && scale < LEGIBLE && first;
  if (close) network.moveTo({ scale: LEGIBLE, position: { x: first.x, y: first.y } });
  else network.moveTo({ scale });
}

/** @param {Data} data @param {Store} store @returns {Picture} */
function large(data, store) {
  const container = byId("network");
  const frame = h("div", { class: "near", hidden: true });
  const { nodes } = data.network;
  /** @type {ReturnType<typeof createNear>|null} */
  let near = null; // made when it is first needed
  let part = /** @type {[number, number, number, number]} */ ([0, 0, 0, 0]); // of the network that it holds
  const far = createFar(container, data, store, {
    select: entity => store.select({ entity }),
    unfold: community => store.update(opened(store.get(), community)),
    home: store.home,
    rest: settle,
  });
  container.append(frame);
  store.follow((state, before) => {
    if (state.around !== before.around) {
      leave();
      far.fit();
    } else if (state.selected && state.selected !== before.selected) look(state.selected);
  });
  far.fit();
  const { selected } = store.get();
  if (selected) look(selected);
  return { zoom, fit, canvas };

  /** Look at what is selected, unless it is in view from near. @param {NonNullable<import("./state.js").Selection>} selection */
  function look(selection) {
    if ("community" in selection) {
      const { middle, width, height } = regionsOf(data).regions[selection.community];
      leave();
      far.go(middle.x, middle.y, Math.min(1, container.clientWidth / width, container.clientHeight / height) * ROOM);
      return;
    }
    const node = nodes[middleOf(selection, data)];
    if (!node) return; // it isn't drawn
    const { x, y } = node;
    if (!frame.hidden && inside(x, y, view())) return;
    leave();
    far.go(x, y, Math.max(far.camera.scale, CLOSE));
  }

  /** The part of the network in view, or more. @param {number} [wider] @returns {[number, number, number, number]} */
  function view(wider = 1) {
    const { x, y, scale } = camera();
    const [dx, dy] = [container.clientWidth, container.clientHeight].map(side => (side / scale / 2) * wider);
    return [x - dx, y - dy, x + dx, y + dy];
  }

  function camera() {
    if (frame.hidden || !near) return far.camera;
    return { ...near.network.getViewPosition(), scale: near.network.getScale() };
  }

  /** When the picture rests: who draws it? */
  function settle() {
    const box = view();
    const seen = nodes.filter(({ x, y }) => inside(x, y, box)).length;
    if (!frame.hidden && seen > 2 * NEAR) leave();
    else if (frame.hidden && seen <= NEAR) enter();
    else if (!frame.hidden && !(inside(box[0], box[1], part) && inside(box[2], box[3], part))) hold();
  }

  function enter() {
    const { x, y, scale } = far.camera;
    frame.hidden = false;
    if (!near) {
      part = view(0);
      near = createNear(frame, data, store, { within: held(), folds: false });
      near.network.on("zoom", settle);
      near.network.on("dragEnd", settle);
      near.network.on("animationFinished", settle);
    }
    near.network.moveTo({ position: { x, y }, scale, animation: false });
    hold();
    far.turn(false);
  }

  function hold() {
    part = view(3);
    near?.hold(held());
  }

  function held() {
    const box = part;
    return (/** @type {number} */ entity) => inside(nodes[entity].x, nodes[entity].y, box);
  }

  function leave() {
    if (frame.hidden) return;
    const { x, y, scale } = camera();
    frame.hidden = true;
    far.turn(true);
    far.go(x, y, scale);
  }

  /** @param {number} by */
  function zoom(by) {
    const { x, y, scale } = camera();
    if (frame.hidden) far.go(x, y, scale * by);
    else near?.network.moveTo({ scale: scale * by });
    settle();
  }

  function fit() {
    leave();
    far.fit();
  }

  function canvas() {
    if (frame.hidden) far.show();
    else near?.network.redraw();
    return frame.hidden ? far.canvas : frame.querySelector("canvas");
  }
}

/** @param {number} x @param {number} y @param {[number, number, number, number]} box */
function inside(x, y, [left, top, right, bottom]) {
  return x >= left && x <= right && y >= top && y <= bottom;
}
