/** The panel beside the picture: a card of what is selected, or the index of everything. */

import { canGoBack } from "./address.js";
import { communityCard, communityList } from "./community.js";
import { edgeCard, entityCard, passageCard, statementCard } from "./card.js";
import { byId, h, paged } from "./dom.js";
import { canFold } from "./folding.js";
import { shapeGlyph } from "./glyphs.js";
import { entityItem } from "./lists.js";
import { shownIn } from "./shown.js";
import { aroundOf } from "./statement.js";
import { pathCard } from "./way.js";
import { count, leftOutNotice, number, shownOf, TEXT, titleOf, typeNames } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./dom.js").Child} Child */

/** @param {Data} data @param {Store} store */
export function createPanel(data, store) {
  const panel = byId("panel");
  const open = byId("index");
  open.textContent = TEXT.index;
  open.addEventListener("click", showIndex);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") close();
  });
  store.follow((state, before) => {
    const same = shownIn(data, state) === shownIn(data, before);
    if (state.selected === before.selected && same) return;
    render(state);
    if (state.selected !== before.selected) panel.scrollTop = 0;
  });
  render(store.get());
  if (data.entities.length === 0) panel.classList.add("open");
  if (data.entities.length < data.counts.entities) byId("stage").prepend(cutNotice(data, showIndex));

  function showIndex() {
    store.home();
    panel.classList.add("open");
    panel.scrollTop = 0;
    panel.querySelector("h2")?.focus();
  }

  function close() {
    store.home();
    panel.classList.remove("open");
  }

  /** @param {State} state */
  function render(state) {
    const focused = panel.contains(document.activeElement);
    panel.replaceChildren(...contents(state).filter(child => child instanceof Node));
    if (focused) panel.querySelector("h2")?.focus({ preventScroll: true });
    if (state.selected) panel.classList.add("open");
    byId("status").textContent = state.selected ? (panel.querySelector("h2")?.textContent ?? "") : "";
  }

  /** @param {State} state @returns {Child[]} */
  function contents({ selected }) {
    if (!selected) return [bar(false), ...home(data, store)];
    return [bar(canGoBack()), h("article", {}, cardOf(selected))];
  }

  /** @param {NonNullable<State["selected"]>} selected @returns {Child[]} */
  function cardOf(selected) {
    if ("entity" in selected) return entityCard(data, store, selected.entity);
    if ("community" in selected) return communityCard(data, store, selected.community);
    if ("edge" in selected) return edgeCard(data, store, selected.edge);
    if ("statement" in selected) return statementCard(data, store, selected.statement);
    if ("passage" in selected) return passageCard(data, store, selected.document, selected.passage);
    return pathCard(data, store, selected);
  }

  /** @param {boolean} way whether there is a way back */
  function bar(way) {
    return h(
      "div",
      { class: "bar" },
      way && h("button", { type: "button", class: "quiet", click: () => history.back() }, `← ${TEXT.back}`),
      h(
        "button",
        { type: "button", class: "quiet close", "aria-label": TEXT.close, title: TEXT.close, click: close },
        "×",
      ),
    );
  }
}

/** Says over the picture that it is not all. @param {Data} data @param {() => void} click */
function cutNotice(data, click) {
  return h(
    "button",
    { type: "button", class: "quiet cut", click },
    shownOf(data.entities.length, data.counts.entities),
  );
}

/** @param {Data} data @param {Store} store @returns {Child[]} */
function home(data, store) {
  const { counts, entities, statements } = data;
  const around = aroundOf(data, store);
  const left = counts.entities - entities.length;
  return [
    h("h2", { tabindex: "-1" }, TEXT.index),
    h(
      "p",
      { class: "counts" },
      [
        count(counts.entities, "entity", "entities"),
        count(counts.statements, "statement"),
        count(counts.documents, "document"),
      ].join(" · "),
    ),
    entities.length === 0 && h("p", { class: "empty" }, h("strong", {}, TEXT.empty), " ", TEXT.emptyHelp),
    left > 0 &&
      h(
        "p",
        { class: "notice", id: "left-out" },
        leftOutNotice(entities.length, left, counts.statements - statements.length),
      ),
    ...byType(data).map(([type, members]) =>
      h(
        "section",
        { class: "entities" },
        h(
          "h3",
          {},
          shapeGlyph(type),
          h("bdi", {}, typeNames(type.name)),
          h("span", { class: "tally" }, number(members.length)),
        ),
        paged(
          h("ul", { class: "index" }),
          members,
          entity => entityItem(around, entity),
          8,
        ),
      ),
    ),
    canFold(data) &&
      h(
        "section",
        {},
        h("h3", {}, TEXT.communities, h("span", { class: "tally" }, number(data.network.communities.length))),
        communityList(data, store),
      ),
    data.documents.length > 0 &&
      h(
        "section",
        {},
        h("h3", {}, TEXT.documents, h("span", { class: "tally" }, number(counts.documents))),
        paged(
          h("ul", { class: "documents" }),
          data.documents,
          (source, i) => documentItem(source, () => store.read(i, -1)),
          20,
        ),
      ),
  ];
}

/** @param {import("./data.js").Source} source @param {() => void} read */
function documentItem(source, read) {
  return h(
    "li",
    {},
    h(
      "cite",
      {},
      h("button", { type: "button", class: "link", click: read }, h("bdi", {}, titleOf(source))),
    ),
    h(
      "small",
      {},
      [source.date, ...(source.title ? source.sources : []), ...source.metadata.map(pair => pair.join(": "))]
        .filter(Boolean)
        .map(text => h("bdi", {}, text)),
    ),
  );
}

/** Types with their entities, those with the most important first. @param {Data} data */
function byType(data) {
  /** @type {Map<string, number[]>} */
  const members = new Map();
  data.entities.forEach((entity, i) => {
    const list = members.get(entity.type);
    if (list) list.push(i);
    else members.set(entity.type, [i]);
  });
  const looks = new Map(data.types.map(type => [type.name, type]));
  return [...members].flatMap(([name, list]) => {
    const type = looks.get(name);
    return type ? [/** @type {const} */ ([type, list])] : [];
  });
}
