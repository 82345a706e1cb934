/** The lines of the picture: how each kind looks. */

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Edge} Edge */
/** @typedef {import("./theme.js").Theme} Theme */

/** @type {Map<string, {dashes: boolean|number[], arrow: object|null}>} */
export const STYLES = new Map([
  ["fact", { dashes: false, arrow: { type: "arrow" } }],
  ["reported", { dashes: [7, 5], arrow: { type: "arrow" } }],
  ["denied", { dashes: [10, 4, 2, 4], arrow: { type: "bar" } }],
  ["hypothetical", { dashes: [2, 4], arrow: { type: "vee" } }],
  ["member", { dashes: false, arrow: null }],
]);

/** All lines as vis-network takes them. @param {Data} data @param {boolean[]} shown @param {Theme} theme */
export function styledEdges(data, shown, theme) {
  const opacity = Math.min(1, Math.max(0.25, 1 - data.network.edges.length / 4000)); // many lines make a fog
  return data.network.edges.map((edge, id) => ({
    id,
    from: edge.from,
    to: edge.to,
    smooth: edge.smooth ?? false,
    hidden: !shown[id],
    ...styleOf(edge),
    color: {
      color: theme.kinds[edge.kind],
      hover: theme.accent,
      highlight: theme.accent,
      inherit: false,
      opacity,
    },
  }));
}

/** @param {Edge} edge */
function styleOf({ kind, statements }) {
  const style = STYLES.get(kind);
  return {
    dashes: style?.dashes ?? false,
    width: kind === "member" ? 1.2 : 1.5 + 0.7 * Math.log2(statements.length),
    arrows: style?.arrow ? { to: { enabled: true, scaleFactor: 0.55, ...style.arrow } } : "",
  };
}
