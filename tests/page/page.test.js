import assert from "node:assert/strict";
import { test } from "node:test";

import { fromFragment, toFragment } from "../../kg/formats/html/page/address.js";
import { toCsv, toTabs } from "../../kg/formats/html/page/csv.js";
import { readData } from "../../kg/formats/html/page/data.js";
import { distance, find, fold, namesOf } from "../../kg/formats/html/page/find.js";
import { hiddenByFolds } from "../../kg/formats/html/page/folding.js";
import { cut, paragraphAround } from "../../kg/formats/html/page/library.js";
import { byRelation } from "../../kg/formats/html/page/lists.js";
import { pathOf } from "../../kg/formats/html/page/path.js";
import { after, periodsOf } from "../../kg/formats/html/page/periods.js";
import { hullOf } from "../../kg/formats/html/page/regions.js";
import { chosenRows, rowsOf } from "../../kg/formats/html/page/rows.js";
import { neighbourhood, shownIn, within } from "../../kg/formats/html/page/shown.js";
import { firstState } from "../../kg/formats/html/page/state.js";

/** A chain of entities a–b–c–d, with a less sure short cut from a to d. */
async function chain() {
  const statement = (subject, object, confidence, time = null) => ({
    subject, object, confidence, time, lemma: "meet", relation: "met", inverted: false, arguments: [],
    kind: "fact", modality: "", said: null,
    evidence: [{ document: 0, passage: 0, sentence: [0, 4], marks: [], rule: "r", confidence, speaker: "" }],
  });
  const statements = [
    statement(0, 1, 0.9, ["2019", "2019"]), statement(1, 2, 0.9, ["2021", "2021"]), statement(2, 3, 0.9),
    statement(0, 3, 0.5),
  ];
  return readData(JSON.stringify({
    title: "", counts: {}, types: [], statements,
    entities: ["a", "b", "c", "d"].map(id => ({ id, label: `Ann ${id}`, type: "PERSON", aliases: [], members: [] })),
    documents: [{ id: "x", title: "T", date: "", sources: [], metadata: [], passages: [[0, "Text"]], packed: "" }],
    network: {
      nodes: [0, 1, 2, 3].map(id => ({ id, label: "", size: 9, x: id, y: 0 })), options: {}, communities: [],
      edges: statements.map((s, i) => ({ from: s.subject, to: s.object, kind: "fact", statements: [i], label: "met" })),
    },
  }));
}

test("names are folded", async () => {
  assert.equal(fold("Łukasz  ŻMUDA's"), "lukasz zmuda s");
});

test("distance counts swaps as one and forgives what is not typed yet", async () => {
  assert.equal(distance("vlein", "velin", 1), 1);
  assert.equal(distance("marcheti", "marchetti", 2), 1);
  assert.equal(distance("march", "marchetti", 1), 0);
  assert.equal(distance("abcd", "wxyz", 1), Infinity);
});

test("exact names come before near ones, relations after entities", async () => {
  const names = namesOf(await chain());
  assert.deepEqual(find(names, "ann b").map(hit => hit.entity), [1]);
  assert.equal(find(names, "meet")[0].relation, "meet");
  assert.equal(find(names, "").length, 0);
});

test("the shortest way and the surest differ", async () => {
  const data = await chain();
  const lengths = [false, true].map(surest => pathOf(data, firstState(), { from: 0, to: 3, surest })?.length);
  assert.deepEqual(lengths, [1, 3]);
  assert.deepEqual(pathOf(data, firstState(), { from: 0, to: 0, surest: false }), []);
});

test("filters cut ways", async () => {
  const state = { ...firstState(), kinds: new Set(["denied"]) };
  assert.equal(pathOf(await chain(), state, { from: 0, to: 3, surest: false }), null);
});

test("a neighbourhood grows by steps", async () => {
  const data = await chain();
  const lines = [true, true, true, false];
  assert.deepEqual([...neighbourhood(data, lines, [0], 1)].sort(), [0, 1]);
  assert.deepEqual([...neighbourhood(data, lines, [0], 2)].sort(), [0, 1, 2]);
});

test("what is shown is computed once for the same filters", async () => {
  const data = await chain();
  const state = firstState();
  assert.equal(shownIn(data, state), shownIn(data, { ...state, selected: { entity: 1 } }));
  const dated = shownIn(data, { ...state, dates: ["2020", "2022"] });
  assert.deepEqual(dated.statements, [false, true, false, false]);
  assert.deepEqual(dated.nodes, [false, true, true, false]);
});

test("dates of any precision meet", async () => {
  assert.ok(within(["2021-05-03", "2021-05-03"], ["2021", "2021"]));
  assert.ok(within(["2021", "2021"], ["2021-05", "2021-06"]));
  assert.ok(!within(["2021", "2021"], ["2022", "2023"]));
  assert.ok(!within(null, ["2022", "2023"]));
});

test("a state goes through its fragment and back", async () => {
  const data = await chain();
  const state = {
    ...firstState(), view: "table", selected: { from: 0, to: 3, surest: true }, hidden: new Set([1]),
    around: { centres: [2], steps: 2 }, confidence: 0.5, dates: ["2019", "2020"], theme: "dark", source: 0,
    relation: "a & b = c # d",
  };
  assert.deepEqual(fromFragment(data, `#${toFragment(data, state)}`), state);
  assert.equal(toFragment(data, firstState()), "");
});

test("rows are filtered and sorted, with what is empty last", async () => {
  const rows = rowsOf(await chain());
  const none = Array(9).fill("");
  const dates = down => chosenRows(rows, none, { column: 6, down }).map(row => row.cells[6]);
  assert.deepEqual(dates(false), ["2019", "2021", "", ""]);
  assert.deepEqual(dates(true), ["2021", "2019", "", ""]);
  assert.equal(chosenRows(rows, ["ann b", ...none.slice(1)], null).length, 1);
});

test("cells that a spreadsheet would run are disarmed, and quotes doubled", async () => {
  assert.equal(toCsv([["=1+1", 'say "a, b"']]), `'=1+1,"say ""a, b"""\r\n`);
  assert.equal(toTabs([["a\tb", "-1"]]), "a b\t'-1");
});

test("a text is cut where marks begin and end", async () => {
  const pieces = cut(0, 10, [[2, 5], [4, 12]], span => span);
  assert.deepEqual(pieces.map(p => [p.start, p.end, p.marks.length]), [[0, 2, 0], [2, 4, 1], [4, 5, 2], [5, 10, 1]]);
});

test("a paragraph ends at empty lines, or at ends of lines where there are none", async () => {
  const around = (text, sentence) => {
    const start = Array.from(text.slice(0, text.indexOf(sentence))).length;
    return paragraphAround(Array.from(text), [start, start + Array.from(sentence).length]);
  };
  assert.deepEqual(around("One.\n\n😀 Two\nlines. Three. Four.\n \nFive.", "Three."), { before: "😀 Two\nlines. ", after: " Four." });
  assert.deepEqual(around("One.\nTwo. Three.\nFour.", "Two."), { before: "", after: " Three." });
  const { before, after } = around(`${"word ".repeat(200)}Here. ${"more ".repeat(200)}`, "Here.");
  assert.match(before, /^… word .{300,400} $/);
  assert.match(after, /^ more .{300,400} …$/);
});

test("statements are grouped by relation, the most frequent first", async () => {
  const data = await chain();
  data.statements[3].lemma = "leave";
  assert.deepEqual(byRelation(data, [3, 0, 1]), [["meet", [0, 1]], ["leave", [3]]]);
});

test("a hull has the outermost points alone, once each", async () => {
  const points = [[0, 0], [4, 0], [4, 4], [0, 4], [2, 2], [2, 0], [1, 3]].map(([x, y]) => ({ x, y }));
  const corners = hullOf(points).map(({ x, y }) => `${x},${y}`);
  assert.deepEqual(corners.sort(), ["0,0", "0,4", "4,0", "4,4"]);
  assert.equal(hullOf([{ x: 1, y: 1 }]).length > 0, true);
  assert.deepEqual(new Set(hullOf([{ x: 1, y: 1 }, { x: 2, y: 2 }]).map(p => p.x)), new Set([1, 2]));
});

test("folds hide members but for the pinned, and only where nothing is looked around", async () => {
  const data = await chain();
  const everything = Array(50).fill(0).map((_, i) => i);
  data.network.nodes = everything.map(id => ({ id, label: "", size: 9, x: id, y: 0 }));
  data.network.communities = data.index.communities = [everything.slice(0, 20), everything.slice(20)];
  data.index.community = everything.map(i => Number(i >= 20));
  const hidden = change => everything.filter(hiddenByFolds(data, { ...firstState(), ...change }));
  assert.deepEqual(hidden({}), []);
  assert.deepEqual(hidden({ folded: true }), everything.slice(40));
  assert.deepEqual(hidden({ turned: new Set([1]), pinned: new Set([44]) }).includes(44), false);
  assert.deepEqual(hidden({ folded: true, turned: new Set([1]) }), []);
  assert.deepEqual(hidden({ folded: true, around: { centres: [1], steps: 1 } }), []);
});

test("periods follow each other over the ends of months and years", async () => {
  assert.equal(after("2019-12"), "2020-01");
  assert.equal(after("2020-02-28"), "2020-02-29");
  assert.equal(after("0999"), "1000");
  assert.deepEqual(periodsOf(await chain()), { names: ["2019", "2020", "2021"], counts: [1, 0, 1] });
});
