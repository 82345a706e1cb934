/** Colours of the canvas, taken from the style sheet, which knows light from dark. */

import { byId } from "./dom.js";
import { TEXT } from "./texts.js";

/** @typedef {import("./state.js").Store} Store */
/**
 * @typedef {object} Theme
 * @property {string} paper behind everything
 * @property {string} soft
 * @property {string} fold a folded community
 * @property {string} ink
 * @property {string} muted
 * @property {string} accent
 * @property {string} font
 * @property {Record<string, string>} kinds colour of the lines of each kind
 */

/** @returns {Theme} */
export function readTheme() {
  const probe = document.createElement("i"); // resolves light-dark()
  document.body.append(probe);
  /** @param {string} name */
  const colour = name => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    paper: colour("paper"),
    soft: colour("region"),
    fold: colour("fold"),
    ink: colour("ink"),
    muted: colour("muted"),
    accent: colour("accent"),
    font: getComputedStyle(document.body).fontFamily,
    kinds: {
      fact: colour("fact"),
      reported: colour("reported"),
      denied: colour("denied"),
      hypothetical: colour("hypothetical"),
      member: colour("member"),
    },
  };
  probe.remove();
  return theme;
}

/** @param {Store} store @param {() => void} listener */
export function onThemeChange(store, listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
  store.follow((state, before) => {
    if (state.theme !== before.theme) listener();
  });
}

/** A button that goes from the system's wish to light, to dark, and back. @param {Store} store */
export function createThemeSwitch(store) {
  /** @type {("" | "light" | "dark")[]} */
  const themes = ["", "light", "dark"];
  const button = byId("theme");
  button.addEventListener("click", () => {
    const next = (themes.indexOf(store.get().theme) + 1) % themes.length;
    store.update({ theme: themes[next] });
  });
  const show = () => {
    const { theme } = store.get();
    document.documentElement.style.colorScheme = theme || "light dark";
    const name = `${TEXT.theme}: ${TEXT.themes[theme || "system"]}`;
    button.textContent = { "": "◐", light: "☀", dark: "☾" }[theme];
    button.title = name;
    button.setAttribute("aria-label", name);
  };
  store.follow(show); // before the others that read colours
  show();
}
