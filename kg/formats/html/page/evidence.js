/** The words that a statement rests on: the sentence with its parts marked, and where it stands. */

import { pieces } from "./data.js";
import { h } from "./dom.js";
import { paragraphAround, textOf } from "./library.js";
import { PARTS, percent, TEXT, titleOf } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Evidence} Evidence */

/** @param {{data: Data, read: (document: number, at: number) => void}} around @param {Evidence} evidence */
export function evidenceFigure({ data, read }, evidence) {
  const document = data.documents[evidence.document];
  return h(
    "figure",
    { class: "evidence" },
    quotation(data, evidence),
    h(
      "figcaption",
      {},
      h("cite", {}, h("bdi", {}, titleOf(document))),
      document.date && h("span", { class: "date" }, document.date),
      document.title && document.sources.map(source => h("span", { class: "source" }, h("bdi", {}, source))),
      h("span", {}, `${TEXT.confidence} ${percent(evidence.confidence)}`),
      evidence.rule && h("span", {}, `${TEXT.rule} `, h("code", {}, evidence.rule)),
      evidence.speaker && h("span", {}, `${TEXT.speaker} “`, h("bdi", {}, evidence.speaker), "”"),
      h(
        "button",
        { type: "button", class: "link read", click: () => read(evidence.document, evidence.sentence[0]) },
        TEXT.read,
      ),
    ),
  );
}

/** The sentence, and as soon as the text is unpacked, its paragraph. @param {Data} data @param {Evidence} evidence */
function quotation(data, evidence) {
  const sentence = pieces(data, evidence).map(({ text, part }) =>
    part ? h("mark", { class: part, title: PARTS.get(part) ?? part }, text) : text,
  );
  const quote = h("blockquote", { dir: "auto" }, h("span", { class: "sentence" }, sentence));
  textOf(data, evidence.document).then(({ characters }) => {
    const [start, text] = data.documents[evidence.document].passages[evidence.passage];
    const { before, after } = paragraphAround(characters, [start, start + Array.from(text).length]);
    if (before) quote.prepend(h("span", { class: "context" }, before));
    if (after) quote.append(h("span", { class: "context" }, after));
  });
  return quote;
}

/** What the marks in some sentences mean. @param {Evidence[]} evidence */
export function marksKey(evidence) {
  const used = new Set(evidence.flatMap(({ marks }) => marks.map(mark => mark[2])));
  return h(
    "p",
    { class: "key" },
    [...PARTS].filter(([part]) => used.has(part)).map(([part, name]) => h("span", { class: part }, name)),
  );
}
