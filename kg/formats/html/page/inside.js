/**
 * The one place that reaches into vis-network's inner objects, for what it doesn't offer: where
 * the points of a line are, and drawing single nodes and lines again on top of a veil.
 */

/** @typedef {{x: number, y: number}} Point */

/** @param {VisNetwork} network @param {number} id @returns {Point} */
export function nodeCentre(network, id) {
  const { x, y } = network.body.nodes[id];
  return { x, y };
}

/** @param {VisNetwork} network @param {number} id @param {number} part of the way, from 0 to 1 @returns {Point} */
export function edgePoint(network, id, part) {
  return network.body.edges[id].edgeType.getPoint(part);
}

/** @param {VisNetwork} network @param {CanvasRenderingContext2D} context @param {number} id */
export function drawNode(network, context, id) {
  network.body.nodes[id].draw(context);
}

/** @param {VisNetwork} network @param {CanvasRenderingContext2D} context @param {number} id */
export function drawEdge(network, context, id) {
  const edge = network.body.edges[id];
  edge.draw(context);
  edge.drawArrows(context);
}
