/** The card of a community, and the list of all of them. */

import { h, paged } from "./dom.js";
import { canFold, isFolded, turn } from "./folding.js";
import { shortened } from "./labels.js";
import { entityItem } from "./lists.js";
import { aroundOf } from "./statement.js";
import { count, number, TEXT } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./dom.js").Child} Child */

const NAMES = 3;

/** Its most central names. @param {Data} data @param {number} community */
function nameOf(data, community) {
  if (community === data.network.communities.length) return TEXT.rest;
  const first = data.index.communities[community].slice(0, NAMES);
  return first.map(i => shortened(data.entities[i].label) || TEXT.unnamed).join(", ");
}

/** @param {Data} data @param {Store} store @param {number} community @returns {Child[]} */
export function communityCard(data, store, community) {
  const members = data.index.communities[community];
  const around = aroundOf(data, store);
  const folded = isFolded(data, store.get(), community);
  const flip = () => store.update(turn(store.get(), community));
  return [
    h("p", { class: "type" }, `${TEXT.community} · ${count(members.length, "entity", "entities")}`),
    h("h2", { tabindex: "-1", dir: "auto" }, nameOf(data, community)),
    canFold(data) &&
      h(
        "p",
        { class: "actions" },
        h("button", { type: "button", class: "quiet", "aria-pressed": String(folded), click: flip }, TEXT.fold),
      ),
    folded && h("p", { class: "notice" }, TEXT.foldHelp),
    paged(h("ul", { class: "index" }), members, entity => entityItem(around, entity), 30),
  ];
}

/** @param {Data} data @param {Store} store */
export function communityList(data, store) {
  return paged(
    h("ul", { class: "index" }),
    data.index.communities,
    (members, community) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "link", click: () => store.select({ community }) },
          h("bdi", {}, nameOf(data, community)),
        ),
        h("span", { class: "tally", title: count(members.length, "entity", "entities") }, number(members.length)),
      ),
    8,
  );
}
