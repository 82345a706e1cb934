/** When what is dated happened: bars, and a brush over them that filters everything. */

import { byId, h, svg } from "./dom.js";
import { periodsOf } from "./periods.js";
import { count, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

const HEIGHT = 36;

/** @param {Data} data @param {Store} store */
export function createTimeline(data, store) {
  const { names, counts } = periodsOf(data);
  const strip = byId("timeline");
  if (names.length < 2) return;
  strip.hidden = false;
  strip.setAttribute("role", "group");
  strip.setAttribute("aria-label", TEXT.timeline);
  const last = names.length - 1;
  const bars = barsOf(counts);
  const chart = svg(
    "svg",
    { viewBox: `0 0 ${names.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...bars,
  );
  const [from, to] = [slider(TEXT.from, 0), slider(TEXT.until, last)];
  const label = h("span", { class: "dates", role: "status" });
  strip.append(h("span", { class: "title" }, TEXT.timeline), h("div", { class: "brush" }, chart, from, to), label);

  /** @type {number|null} */
  let grip = null;
  chart.addEventListener("pointerdown", event => {
    chart.setPointerCapture(event.pointerId);
    grip = placeOf(event);
    brush(grip, grip);
  });
  chart.addEventListener("pointermove", event => {
    if (grip !== null) brush(grip, placeOf(event));
  });
  chart.addEventListener("pointerup", () => {
    grip = null;
  });
  chart.addEventListener("pointercancel", () => {
    grip = null;
  });
  store.follow(show);
  show();

  /** @param {string} name @param {number} value */
  function slider(name, value) {
    const input = h("input", {
      type: "range",
      min: "0",
      max: String(last),
      "aria-label": name,
      input: () => brush(Number(from.value), Number(to.value)),
    });
    input.value = String(value);
    return input;
  }

  /** @param {PointerEvent} event */
  function placeOf({ clientX }) {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(last, Math.max(0, Math.floor(((clientX - left) / width) * names.length)));
  }

  /** @param {number} one @param {number} other */
  function brush(one, other) {
    const [first, final] = [Math.min(one, other), Math.max(one, other)];
    const all = first === 0 && final === last;
    store.update({ dates: all ? null : [names[first], names[final]] }, true);
  }

  function show() {
    const { dates } = store.get();
    const [first, final] = dates ? spanOf(dates) : [0, last];
    from.value = String(first);
    to.value = String(final);
    for (const [input, i] of /** @type {const} */ ([[from, first], [to, final]]))
      input.setAttribute("aria-valuetext", names[i]);
    bars.forEach((bar, i) => bar.classList.toggle("out", i < first || i > final));
    const inside = counts.slice(first, final + 1).reduce((sum, n) => sum + n, 0);
    label.textContent = `${names[first]} – ${names[final]} · ${count(inside, TEXT.datedStatement)}`;
  }

  /** @param {[string, string]} dates @returns {[number, number]} */
  function spanOf([one, other]) {
    const first = names.findIndex(name => name >= one.slice(0, name.length));
    const final = names.findLastIndex(name => name <= other);
    return [Math.max(0, first), Math.max(0, final)];
  }
}

/** @param {number[]} counts */
function barsOf(counts) {
  const most = Math.max(1, ...counts);
  return counts.map((n, i) => {
    const height = n ? 3 + (HEIGHT - 3) * Math.sqrt(n / most) : 0.6;
    return svg("rect", { x: String(i + 0.08), width: "0.84", y: String(HEIGHT - height), height: String(height) });
  });
}
