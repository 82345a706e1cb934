/** Keeping what is seen: the picture as PNG and SVG, and the page on paper. */

import { download } from "./csv.js";
import { byId, h } from "./dom.js";
import { drawing } from "./drawing.js";
import { TEXT } from "./texts.js";
import { readTheme } from "./theme.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */

/** @param {Data} data @param {Store} store @param {{canvas: () => HTMLCanvasElement|null}} picture */
export function createSaving(data, store, picture) {
  const menu = byId("save");
  /** @param {string} name @param {() => void} act */
  const item = (name, act) => {
    const click = () => {
      menu.removeAttribute("open");
      act();
    };
    return h("button", { type: "button", class: "quiet", click }, name);
  };
  menu.append(
    h("summary", { class: "quiet" }, TEXT.save),
    h("div", { class: "items" }, item(TEXT.png, png), item(TEXT.svg, vector), item(TEXT.print, () => print())),
  );
  document.addEventListener("click", event => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  });

  /** What the picture shows now, on paper of its own colour. */
  function png() {
    const seen = picture.canvas();
    if (!seen) return;
    const canvas = document.createElement("canvas");
    canvas.width = seen.width;
    canvas.height = seen.height;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = readTheme().paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(seen, 0, 0);
    canvas.toBlob(blob => blob && download("graph.png", blob), "image/png");
  }

  function vector() {
    const whole = drawing(data, store.get(), readTheme());
    const text = new XMLSerializer().serializeToString(whole);
    download("graph.svg", new Blob([text], { type: "image/svg+xml" }));
  }
}
