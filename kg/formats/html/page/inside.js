/**
 * The one place that reaches into vis-network's inner objects, for what it doesn't offer: where
 * the points of a line are, and drawing single nodes and lines again on top of a veil.
 */

/** @typedef {{x: number, y: number}} Point */

/**
 * Where things are in a picture, in the network's units, and how it is looked at.
 * @typedef {object} Eye
 * @property {() => number} scale
 * @property {() => Point} middle
 * @property {(entity: number) => boolean} has
 * @property {(entity: number) => Point} node
 * @property {(edge: number) => boolean} hasLine
 * @property {(edge: number, part: number) => Point} line a point of a line, `part` of the way from 0 to 1
 */

/** @param {VisNetwork} network @returns {Eye} */
export function eyeOf(network) {
  return {
    scale: () => network.getScale(),
    middle: () => network.getViewPosition(),
    has: entity => holds(network, entity),
    node: entity => network.body.nodes[entity],
    hasLine: edge => network.body.edges[edge] !== undefined,
    line: (edge, part) => network.body.edges[edge].edgeType.getPoint(part),
  };
}

/** @param {VisNetwork} network @param {number} entity */
export function holds(network, entity) {
  return network.body.nodes[entity] !== undefined;
}

/** @param {VisNetwork} network @param {CanvasRenderingContext2D} context @param {number} id */
export function drawNode(network, context, id) {
  const node = network.body.nodes[id];
  if (node && !node.options.hidden) node.draw(context);
}

/** @param {VisNetwork} network @param {CanvasRenderingContext2D} context @param {number} id */
export function drawEdge(network, context, id) {
  const edge = network.body.edges[id];
  if (!edge) return;
  edge.draw(context);
  edge.drawArrows(context);
}
