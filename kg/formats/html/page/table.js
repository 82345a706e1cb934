/** The table of statements: only the rows in view are in the document, however many there are. */

import { download, toCsv, toTabs } from "./csv.js";
import { byId, h } from "./dom.js";
import { chosenRows, COLUMNS, rowsOf } from "./rows.js";
import { shownIn } from "./shown.js";
import { TEXT, titleOf } from "./texts.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./rows.js").Order} Order */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./state.js").Store} Store */

const HEIGHT = 34; // of a row, as in style.css
const BEYOND = 12; // rows above and below the view

/** @param {Data} data @param {Store} store */
export function createTable(data, store) {
  const sheet = byId("table");
  sheet.setAttribute("aria-label", TEXT.table);
  /** @type {Row[]|undefined} */
  let all;
  /** @type {Row[]} */
  let rows = [];
  /** @type {Order} */
  let order = null;
  const wanted = [...COLUMNS, []].map(() => "");

  const body = h("tbody");
  const scroller = h("div", { class: "scroller", tabindex: "0", scroll: () => draw() });
  const tally = h("p", { class: "tally", role: "status" });
  const titles = COLUMNS.map(([name], i) => title(name, i));
  const table = h(
    "table",
    { class: "statements" },
    h("caption", { class: "unseen" }, TEXT.tableCaption),
    h("colgroup", {}, COLUMNS.map(([, share]) => column(share))),
    h("thead", {}, h("tr", {}, titles), h("tr", { class: "wanted" }, COLUMNS.map(([name], i) => h("td", {}, filter(name, i))))),
    body,
  );
  const empty = h("p", { class: "empty" }, TEXT.noRows);
  scroller.setAttribute("aria-label", TEXT.tableCaption);
  scroller.setAttribute("role", "region");
  scroller.append(table, empty);
  sheet.append(tools(), scroller);
  store.follow((state, before) => {
    if (state.view !== "table") return;
    const filtered = shownIn(data, state) !== shownIn(data, before) || before.view !== "table";
    if (filtered) choose();
    else draw();
  });
  new ResizeObserver(() => draw()).observe(scroller);
  if (store.get().view === "table") choose();

  function choose() {
    all ??= rowsOf(data); // not before it is looked at
    const shown = shownIn(data, store.get()).statements;
    rows = chosenRows(
      all.filter(row => shown[row.statement]),
      wanted,
      order,
    );
    tally.textContent = TEXT.rowsOf(rows.length, data.statements.length);
    table.setAttribute("aria-rowcount", String(rows.length + 2));
    empty.hidden = rows.length > 0;
    scroller.scrollTop = 0;
    draw();
  }

  function draw() {
    if (store.get().view !== "table") return;
    const first = Math.max(0, Math.floor(scroller.scrollTop / HEIGHT) - BEYOND);
    const last = Math.min(rows.length, first + Math.ceil(scroller.clientHeight / HEIGHT) + 2 * BEYOND);
    const focused = body.contains(document.activeElement) ? document.activeElement?.id : undefined;
    body.replaceChildren(
      spacer(first * HEIGHT),
      ...rows.slice(first, last).map((row, i) => line(row, first + i)),
      spacer((rows.length - last) * HEIGHT),
    );
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** @param {Row} row @param {number} place */
  function line(row, place) {
    const { selected } = store.get();
    const chosen = selected !== null && "statement" in selected && selected.statement === row.statement;
    const select = () => store.select({ statement: row.statement });
    const [subject, ...rest] = row.cells;
    return h(
      "tr",
      { class: `${data.statements[row.statement].kind}${chosen ? " chosen" : ""}`, "aria-rowindex": String(place + 3), click: select },
      h(
        "th",
        { scope: "row" },
        h("button", { type: "button", class: "link", id: `row-${row.statement}`, "aria-pressed": String(chosen), title: subject }, h("bdi", {}, subject || TEXT.unnamed)),
      ),
      rest.map(cell => h("td", { title: cell || null }, h("bdi", {}, cell))),
    );
  }

  /** @param {string} name @param {number} i */
  function title(name, i) {
    const sort = () => {
      order = order?.column !== i ? { column: i, down: false } : order.down ? null : { column: i, down: true };
      titles.forEach((cell, j) =>
        cell.setAttribute("aria-sort", order?.column === j ? (order.down ? "descending" : "ascending") : "none"),
      );
      choose();
    };
    return h("th", { scope: "col", "aria-sort": "none" }, h("button", { type: "button", click: sort }, name));
  }

  /** @param {string} name @param {number} i */
  function filter(name, i) {
    const input = h("input", {
      type: "search",
      "aria-label": TEXT.filterBy(name),
      placeholder: i < COLUMNS.length ? "…" : name,
      input: () => {
        wanted[i] = input.value;
        choose();
      },
    });
    return input;
  }

  function tools() {
    const copy = h("button", { type: "button", class: "quiet", click: copyRows }, TEXT.copy);
    async function copyRows() {
      await navigator.clipboard.writeText(toTabs(written()));
      tally.textContent = TEXT.copied(rows.length);
    }
    const csv = () => download("statements.csv", new Blob([toCsv(written())], { type: "text/csv" }));
    const json = () => download("statements.json", new Blob([JSON.stringify(objects(), null, 1)], { type: "application/json" }));
    return h(
      "div",
      { class: "tabletools" },
      filter(TEXT.everywhere, COLUMNS.length),
      tally,
      copy,
      h("button", { type: "button", class: "quiet", click: csv }, "CSV"),
      h("button", { type: "button", class: "quiet", click: json }, "JSON"),
    );
  }

  /** What is shown, with its sentences, below its titles. */
  function written() {
    return [
      [...COLUMNS.map(([name]) => name), TEXT.sentence, TEXT.document],
      ...rows.map(row => [...row.cells, row.sentence, documentOf(row)]),
    ];
  }

  function objects() {
    return rows.map(row => ({ ...data.statements[row.statement], words: row.cells, sentence: row.sentence, documentTitle: documentOf(row) }));
  }

  /** @param {Row} row */
  function documentOf(row) {
    return titleOf(data.documents[data.statements[row.statement].evidence[0].document]);
  }
}

/** @param {number} share */
function column(share) {
  const col = h("col");
  col.style.width = `${share}%`;
  return col;
}

/** @param {number} height */
function spacer(height) {
  const cell = h("td", { colspan: String(COLUMNS.length) });
  cell.style.height = `${height}px`;
  return h("tr", { class: "spacer", "aria-hidden": "true" }, cell);
}
