/** Colours of the canvas, taken from the style sheet, which knows light from dark. */

/**
 * @typedef {object} Theme
 * @property {string} paper behind everything
 * @property {string} ink
 * @property {string} muted
 * @property {string} accent
 * @property {string} font
 * @property {Record<string, string>} kinds colour of the lines of each kind
 */

/** @returns {Theme} */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour("paper"),
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
}

/** @param {() => void} listener */
export function onThemeChange(listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}
