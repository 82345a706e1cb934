/** The reader: a document's text, in which names lead to cards and cards to their words. */

import { byId, h } from "./dom.js";
import { cut, textOf } from "./library.js";
import { count, TEXT, titleOf } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./library.js").Text} Text */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Store} Store */
/** @typedef {{span: [number, number], passage: number}} Claim a sentence that statements rest on */
/** @typedef {{span: readonly [number, number], entity: number, claim: number, quiet: string}} Spot */

/** @param {Data} data @param {Store} store */
export function createReader(data, store) {
  const sheet = byId("reader");
  const text = h("article", { class: "text", dir: "auto", tabindex: "-1" });
  const walk = h("div", { class: "walk" });
  sheet.setAttribute("aria-label", TEXT.reader);
  sheet.append(heading(data, store), walk, text);
  let open = -1;
  let place = 0; // which mention of the selected entity is in view

  store.follow((state, before) => {
    if (state.view !== "reader") return;
    if (state.reading === open) mark(state, state.selected !== before.selected || state.at !== before.at);
    else show(state.reading);
  });
  if (store.get().view === "reader") show(store.get().reading);

  /** @param {number} document */
  async function show(document) {
    if (!data.documents[document]) return;
    open = document;
    const content = await textOf(data, document);
    if (open !== document) return; // another was opened meanwhile
    text.replaceChildren(...paragraphs(data, store, document, content));
    sheet.scrollTop = 0;
    mark(store.get(), true);
  }

  /** Show where what is selected stands. @param {State} state @param {boolean} moves */
  function mark(state, moves) {
    const { selected } = state;
    const at = state.at >= 0 ? state.at : sentenceOf(data, state);
    for (const element of text.querySelectorAll(".chosen")) element.classList.remove("chosen");
    const chosen = selected && "entity" in selected ? mentions(selected.entity) : [];
    for (const element of chosen) element.classList.add("chosen");
    const claim = at >= 0 ? nearest(text.querySelectorAll("[data-start]"), at) : undefined;
    if (claim && !chosen.length)
      for (const part of claimParts(claim.dataset.claim ?? "")) part.classList.add("chosen");
    place = Math.max(0, claim ? chosen.findIndex(element => Number(element.dataset.start) >= at) : 0);
    walk.replaceChildren(...(chosen.length ? steps(chosen) : evidenceSteps(data, store, claim)));
    if (moves) (claim ?? chosen[place])?.scrollIntoView({ block: "center" });
  }

  /** @param {number} entity @returns {HTMLElement[]} */
  function mentions(entity) {
    return [...text.querySelectorAll(`[data-entity="${entity}"]`)].filter(e => e instanceof HTMLElement);
  }

  /** @param {string} claim */
  function claimParts(claim) {
    return claim ? text.querySelectorAll(`[data-claim="${claim}"]`) : [];
  }

  /** Buttons from mention to mention. @param {HTMLElement[]} chosen */
  function steps(chosen) {
    const label = h("span", { role: "status" });
    /** @param {number} by */
    const go = by => {
      place = (place + by + chosen.length) % chosen.length;
      label.textContent = TEXT.mentionOf(place + 1, chosen.length);
      if (by) chosen[place].scrollIntoView({ block: "center" });
      chosen.forEach((element, i) => element.classList.toggle("here", i === place));
    };
    go(0);
    return [arrow("‹", TEXT.previousMention, () => go(-1)), label, arrow("›", TEXT.nextMention, () => go(1))];
  }
}

/** @param {string} sign @param {string} name @param {() => void} click */
function arrow(sign, name, click) {
  return h("button", { type: "button", class: "quiet", "aria-label": name, title: name, click }, sign);
}

/** Buttons from one place to the next where a statement is made. @param {Data} data @param {Store} store @param {HTMLElement} [claim] the place in view */
function evidenceSteps(data, store, claim) {
  const { selected, reading } = store.get();
  if (!selected || !("statement" in selected)) return [];
  const { evidence } = data.statements[selected.statement];
  if (evidence.length < 2) return [];
  const at = Number(claim?.dataset.start ?? -1);
  const here = evidence.findIndex(
    ({ document, sentence }) => document === reading && sentence[0] <= at && at < sentence[1],
  );
  /** @param {number} by */
  const go = by => () => {
    const { document, sentence } = evidence[(Math.max(0, here) + by + evidence.length) % evidence.length];
    store.read(document, sentence[0]);
  };
  return [
    arrow("‹", TEXT.previousEvidence, go(-1)),
    h("span", { role: "status" }, TEXT.evidenceOf(Math.max(0, here) + 1, evidence.length)),
    arrow("›", TEXT.nextEvidence, go(1)),
  ];
}

/** Where the sentence of what is selected begins, or -1. @param {Data} data @param {State} state */
function sentenceOf(data, { selected, reading }) {
  if (selected && "passage" in selected && selected.document === reading)
    return data.documents[reading].passages[selected.passage][0];
  if (!selected || !("statement" in selected)) return -1;
  const evidence = data.statements[selected.statement].evidence.find(({ document }) => document === reading);
  return evidence?.sentence[0] ?? -1;
}

/** @param {Data} data @param {Store} store */
function heading(data, store) {
  const choice = h(
    "select",
    { "aria-label": TEXT.documentToRead, change: () => store.read(Number(choice.value), -1) },
    data.documents.map((document, i) =>
      h("option", { value: String(i) }, titleOf(document)),
    ),
  );
  const about = h("p", { class: "about" });
  const title = h("h2", { dir: "auto" });
  const show = () => {
    const document = data.documents[store.get().reading];
    if (!document) return;
    choice.value = String(store.get().reading);
    title.textContent = titleOf(document);
    const claims = count(document.passages.length, TEXT.claim, TEXT.claims);
    about.replaceChildren(
      ...[document.date, ...(document.title ? document.sources : []), claims].filter(Boolean).map(word => h("bdi", {}, word)),
    );
  };
  store.follow(show);
  show();
  return h("header", {}, data.documents.length > 1 && choice, title, about);
}

/** @param {Data} data @param {Store} store @param {number} document @param {Text} content */
function paragraphs(data, store, document, content) {
  const spots = spotsOf(data, document, content);
  const { characters } = content;
  /** @type {HTMLElement[]} */
  const found = [];
  for (let start = 0; start < characters.length; ) {
    const newline = characters.indexOf("\n", start);
    const end = newline < 0 ? characters.length : newline;
    const heads = content.headings.some(([first, last]) => first <= start && end <= last);
    if (characters.slice(start, end).some(character => character.trim()))
      found.push(h(heads ? "h3" : "p", {}, lineOf(store, document, content, spots, start, end)));
    start = end + 1;
  }
  return found;
}

/** @param {Data} data @param {number} document @param {Text} content @returns {Spot[]} */
function spotsOf(data, document, { mentions, furniture }) {
  const claims = data.documents[document].passages.map(([start, text], i) => ({
    span: /** @type {const} */ ([start, start + Array.from(text).length]),
    entity: -1,
    claim: i,
    quiet: "",
  }));
  return [
    ...claims,
    ...mentions.map(([start, end, entity]) => ({ span: [start, end], entity, claim: -1, quiet: "" })),
    ...furniture.map(span => ({ span, entity: -1, claim: -1, quiet: "furniture" })),
  ].map(spot => ({ ...spot, span: /** @type {[number, number]} */ ([...spot.span]) }));
}

/** @param {Store} store @param {number} document @param {Text} content @param {Spot[]} spots @param {number} start @param {number} end */
function lineOf(store, document, { characters }, spots, start, end) {
  const pieces = cut(start, end, spots, spot => spot.span);
  return pieces.flatMap(piece => {
    const words = characters.slice(piece.start, piece.end).join("");
    const mention = inner(piece.marks.filter(spot => spot.entity >= 0));
    const claim = piece.marks.find(spot => spot.claim >= 0);
    const quiet = piece.marks.some(spot => spot.quiet);
    const attributes = {
      "data-start": String(piece.start),
      "data-claim": claim ? String(claim.claim) : null,
      class: [claim && "claim", quiet && "furniture"].filter(Boolean).join(" ") || null,
    };
    const element = mention
      ? h(
          "a",
          {
            ...attributes,
            class: `mention ${attributes.class ?? ""}`,
            role: "button",
            tabindex: "0",
            "data-entity": String(mention.entity),
            click: () => store.update({ selected: { entity: mention.entity }, at: piece.start }),
            keydown: event => pressed(/** @type {KeyboardEvent} */ (event)),
          },
          words,
        )
      : h("span", attributes, words);
    if (!claim || piece.end !== claim.span[1]) return [element];
    return [element, note(store, document, claim.claim, claim.span[0])];
  });
}

/** The mention that lies in all the others. @param {Spot[]} mentions */
function inner(mentions) {
  return [...mentions].sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))[0];
}

/** The mark behind a sentence that opens its statements. @param {Store} store @param {number} document @param {number} passage @param {number} at */
function note(store, document, passage, at) {
  const open = () => store.update({ selected: { document, passage }, at });
  return h(
    "button",
    { type: "button", class: "note", "aria-label": TEXT.sentenceStatements, title: TEXT.sentenceStatements, click: open },
    "§",
  );
}

/** A link that isn't one acts as a button. @param {KeyboardEvent} event */
function pressed(event) {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.click();
}

/** The last element that starts at or before a character. @param {NodeListOf<Element>} elements @param {number} at @returns {HTMLElement|undefined} */
function nearest(elements, at) {
  return [...elements].filter(e => e instanceof HTMLElement).findLast(e => Number(e.dataset.start) <= at);
}
