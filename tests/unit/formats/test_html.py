from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.data import Document, DocumentGraph, Relation
from kg.errors import ConfigError, FormatError
from kg.formats.html import FORMAT, page
from kg.formats.html.communities import communities, linked, part_of, parts, quotient
from kg.formats.html.layout import Box, lay_out
from kg.formats.html.page import as_script_data, compact, join_modules, vis_network
from kg.formats.html.style import LOOKS, look
from kg.graph import KnowledgeGraph
from tests.browser.strait import strait_graph
from tests.graphs import shuffled, small_graph
from tests.hostile import HOSTILE, hostile_graph


class Reader(HTMLParser):
    """Collects tags, attributes, and what stands in scripts, styles and the title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] in ("script", "style", "title"):
            self.texts.append((self.tags[-1][0], data))


def written(graph: KnowledgeGraph, folder: Path, **options: Any) -> str:
    path = folder / "graph.html"
    FORMAT.write(graph, path, **options)
    return path.read_bytes().decode("utf-8")


def data_of(text: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(small_graph(), tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def content(small: str) -> Any:
    return data_of(small)


def test_page_asks_for_nothing_outside(small: str) -> None:
    reader = Reader(small)
    names = {name for _, attributes in reader.tags for name in attributes}
    assert not names & {"src", "href", "srcset", "data", "action", "poster", "background"}
    style = next(text for tag, text in reader.texts if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in small


def test_page_has_no_handlers_and_no_styles_in_elements(small: str) -> None:
    names = {name for _, attributes in Reader(small).tags for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_policy_allows_only_what_the_page_holds(small: str) -> None:
    reader = Reader(small)
    rules = next(
        a["content"] for _, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert rules
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in rules
    style = next(text for tag, text in reader.texts if tag == "style")
    assert page.policy((), style).split("; ")[2] in rules.split("; ")


def test_our_script_takes_no_text_for_html() -> None:
    ours = join_modules(page.page_folder(), "main")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", ours)


def test_notice_of_vis_network_is_kept(small: str) -> None:
    assert "@license" in small
    assert "Almende" in small


def test_same_graph_same_bytes(small: str, tmp_path: Path) -> None:
    assert written(shuffled(small_graph()), tmp_path) == small


@pytest.mark.parametrize("seed", ["1", "77"])
def test_no_hash_order_shows(seed: str, tmp_path: Path) -> None:
    path = tmp_path / "seeded.html"
    code = (
        "import sys; from pathlib import Path; from kg.formats.html import FORMAT;"
        "from tests.browser.strait import strait_graph;"
        "FORMAT.write(strait_graph(), Path(sys.argv[1]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
    assert path.read_text("utf-8") == written(strait_graph(), tmp_path)


def test_statements_say_what_they_are(content: Any) -> None:
    kinds = {(s["relation"], s["kind"]) for s in content["statements"]}
    assert {("met", "fact"), ("sign", "denied"), ("could visit", "hypothetical")} <= kinds
    assert ("had denied", "reported") in kinds


def test_speakers_and_those_they_speak_through_are_told(content: Any) -> None:
    names = [e["label"] for e in content["entities"]]
    lost = next(s for s in content["statements"] if s["relation"] == "lost")
    assert names[lost["said"]["by"]] == "Tom Okafor"
    assert names[lost["said"]["via"]["by"]] == "Mara Velin"
    assert names[lost["said"]["via"]["to"]] == "Ada Brandt"


def test_evidence_is_the_sentence_with_its_parts(content: Any) -> None:
    met = next(s for s in content["statements"] if s["relation"] == "met")
    assert len(met["evidence"]) == 2
    evidence = next(
        e
        for e in met["evidence"]
        if content["documents"][e["document"]]["title"] == "Harbour talks"
    )
    start, text = content["documents"][evidence["document"]]["passages"][evidence["passage"]]
    assert text == "Mara Velin met Tom Okafor in Dunmore on 3 May 2021."
    marked = {(part, text[a - start : b - start]) for a, b, part in evidence["marks"]}
    assert {("subject", "Mara Velin"), ("relation", "met"), ("object", "Tom Okafor")} <= marked
    assert ("argument", "in Dunmore") in marked


def test_literals_stand_in_the_words_of_the_text(content: Any) -> None:
    met = next(s for s in content["statements"] if s["relation"] == "met")
    assert ["time", "on", {"text": "3 May 2021", "type": "DATE", "value": "2021-05-03"}] in met[
        "arguments"
    ]


def test_passive_is_told_and_marked_from_the_object(tmp_path: Path) -> None:
    graph = small_graph()
    met = next(s for s in graph.statements() if s.label == "meet")
    clause = replace(met.evidence[0].clause, relation=Relation("was met by", "meet", (), True))
    passive = replace(met, evidence=(replace(met.evidence[0], clause=clause),))
    shown = data_of(
        written(KnowledgeGraph(graph.entities(), [passive], graph.documents), tmp_path)
    )["statements"][0]
    assert (shown["relation"], shown["inverted"]) == ("was met by", True)
    assert shown["evidence"][0]["marks"][0][2] == "object"


def test_edges_join_statements_of_one_kind(content: Any) -> None:
    edges = content["network"]["edges"]
    ends = [(e["from"], e["to"], e["kind"]) for e in edges]
    assert len(ends) == len(set(ends))
    for edge in edges:
        kinds = {content["statements"][i]["kind"] for i in edge["statements"]}
        assert kinds == ({edge["kind"]} if edge["kind"] != "member" else set())


def test_members_are_joined_to_their_group(content: Any) -> None:
    names = [e["label"] for e in content["entities"]]
    joined = {(names[e["from"]], names[e["to"]]) for e in content["network"]["edges"]
              if e["kind"] == "member"}  # fmt: skip
    assert joined == {("the partners", "Mara Velin"), ("the partners", "Tom Okafor")}


def test_what_no_statement_names_is_listed_and_not_drawn(tmp_path: Path) -> None:
    content = data_of(written(strait_graph(), tmp_path))
    names = [e["label"] for e in content["entities"]]
    drawn = [node["label"] for node in content["network"]["nodes"]]
    assert names[: len(drawn)] == drawn
    assert "ice" in names[len(drawn) :]
    named = {i for s in content["statements"] for i in _entities(s)}
    members = {i for e in content["entities"] for i in e["members"]}
    assert named | members <= set(range(len(drawn)))


def test_communities_are_as_good_as_those_of_networkx() -> None:
    graph = nx.karate_club_graph()
    links = [(a, b, float(data["weight"])) for a, b, data in graph.edges(data=True)]
    ours = communities(linked(len(graph), links))
    theirs = nx.community.louvain_communities(graph, seed=1)
    modularity = nx.community.modularity
    assert modularity(graph, ours) > modularity(graph, theirs) - 0.02
    assert communities(linked(len(graph), [(b, a, w) for a, b, w in reversed(links)])) == ours


def test_parts_come_by_size_and_number_their_nodes_anew() -> None:
    links = linked(6, [(0, 5, 1.0), (5, 0, 2.0), (1, 3, 1.0), (3, 4, 1.0)])
    assert parts(links) == [[1, 3, 4], [0, 5], [2]]
    assert part_of(links, [5, 0]) == [{1: 3.0}, {0: 3.0}]
    assert quotient(links, [[0, 1], [5, 3], [2, 4]]) == [{1: 4.0}, {0: 4.0, 2: 1.0}, {1: 1.0}]


def test_communities_are_those_of_dense_links() -> None:
    rings = [(o + i, o + j, 1.0) for o in (0, 40, 80) for i in range(40) for j in range(i)]
    links = [*rings, (0, 40, 1.0), (40, 80, 1.0)]
    layout = lay_out([Box(50, 30)] * 120, links)
    assert layout.communities == [list(range(o, o + 40)) for o in (0, 40, 80)]
    middles = [
        [sum(layout.places[i][axis] for i in community) / 40 for axis in (0, 1)]
        for community in layout.communities
    ]
    for i, (x, y) in enumerate(layout.places):
        distances = [(x - mx) ** 2 + (y - my) ** 2 for mx, my in middles]
        assert distances.index(min(distances)) == i // 40


def test_each_document_is_loaded_once(tmp_path: Path) -> None:
    graph, loads = small_graph(), []

    class Lazy(dict[str, DocumentGraph]):
        def __getitem__(self, id_: str) -> DocumentGraph:
            loads.append(id_)
            return super().__getitem__(id_)

    lazy = Lazy(graph.documents)
    written(KnowledgeGraph(graph.entities(), graph.statements(), lazy), tmp_path)
    assert sorted(loads) == sorted(graph.documents)


def test_title_is_given_or_that_of_the_only_document(tmp_path: Path) -> None:
    one = DocumentGraph(Document("Nothing.", title="A report"))
    alone = KnowledgeGraph([], [], {one.document.id: one})
    assert "<title>A report</title>" in written(alone, tmp_path)
    assert "<title>Mine &amp; &lt;yours&gt;</title>" in written(
        alone, tmp_path, title="Mine & <yours>"
    )
    assert "<title>Knowledge graph</title>" in written(KnowledgeGraph([], [], {}), tmp_path)


def test_cut_page_keeps_the_most_important_and_counts_the_rest(tmp_path: Path) -> None:
    whole, cut = strait_graph(), data_of(written(strait_graph(), tmp_path, html_max_nodes=20))
    labels = [e["label"] for e in cut["entities"]]
    assert len(labels) == 20
    assert labels[0] == "Okafor Lines"
    assert "ice" not in labels
    assert cut["counts"]["entities"] == len(whole.entities())
    assert cut["counts"]["statements"] == len(whole.statements())
    for i, entity in enumerate(cut["entities"]):
        held = [s for s in cut["statements"] if i in _entities(s)]
        assert entity["leftOut"] == len(whole.statements(about=entity["id"])) - len(held)


def _entities(statement: Any) -> set[int]:
    terms = [statement["subject"], statement["object"], *(a[2] for a in statement["arguments"])]
    said = statement["said"]
    while said:
        terms += [said["by"], said["to"]]
        said = said["via"]
    return {t for t in terms if isinstance(t, int)}


def test_too_few_nodes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="html_max_nodes is 0"):
        written(small_graph(), tmp_path, html_max_nodes=0)
    assert not list(tmp_path.iterdir())


def test_hostile_strings_come_back_unharmed_and_open_nothing(tmp_path: Path) -> None:
    text = written(hostile_graph(), tmp_path, title=HOSTILE[1])
    plain = [tag for tag, _ in Reader(written(KnowledgeGraph([], [], {}), tmp_path)).tags]
    assert [tag for tag, _ in Reader(text).tags] == plain
    labels = {e["label"] for e in data_of(text)["entities"]}
    assert labels == set(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_script_data_is_json_without_markup(text: str) -> None:
    data = as_script_data({text: [text]})
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data.encode("utf-8")) == {text: [text]}


def test_long_data_is_compressed_and_short_is_not() -> None:
    assert compact('{"a":1}') == '{"a":1}'
    long = json.dumps(["é"] * 300_000, ensure_ascii=False)
    packed = compact(long)
    assert len(packed) < len(long) / 10
    assert zlib.decompress(base64.b64decode(json.loads(packed))).decode("utf-8") == long


def test_text_of_a_document_is_held_with_its_mentions(content: Any) -> None:
    names = [e["label"] for e in content["entities"]]
    talks = next(d for d in content["documents"] if d["title"] == "Harbour talks")
    held = json.loads(zlib.decompress(base64.b64decode(talks["packed"])))
    mentioned = {(held["text"][a:b], names[i]) for a, b, i in held["mentions"]}
    assert {("The minister", "Mara Velin"), ("She", "Mara Velin")} <= mentioned
    ((start, end),) = held["furniture"]
    assert held["text"][start:end] == "Share this page"


def test_modules_are_joined_once_and_before_who_needs_them(tmp_path: Path) -> None:
    (tmp_path / "low.js").write_text("export const one = 1;\nconst mine = 2;\n")
    (tmp_path / "high.js").write_text('import { one } from "./low.js";\nexport function two() {}\n')
    (tmp_path / "main.js").write_text(
        'import { one } from "./low.js";\nimport { two } from "./high.js";\ntwo(one);\n'
    )
    joined = join_modules(tmp_path, "main")
    assert re.findall(r"^const \$(\w+)", joined, re.MULTILINE) == ["low", "high", "main"]
    assert "return { one };" in joined
    assert not re.search(r"^(import|export)\b", joined, re.MULTILINE)


def test_vis_network_can_stand_in_a_script_block() -> None:
    script = vis_network()
    assert "</script" not in script
    assert "<!--" not in script


def test_missing_vis_network_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    monkeypatch.setattr(page, "files", lambda _: tmp_path)
    with pytest.raises(FormatError, match="install pyvis"):
        vis_network()


def test_looks_differ_in_more_than_colour() -> None:
    assert len(set(LOOKS.values())) == len(LOOKS)
    assert look("no such type") not in LOOKS.values()


@pytest.mark.parametrize("nodes", [0, 1, 2, 40, 600])
def test_boxes_do_not_overlap(nodes: int) -> None:
    boxes = [Box(60 + 7 * (i % 13), 40 + i % 5) for i in range(nodes)]
    links = [(i, (i * i + 1) % nodes, 1.0) for i in range(0, nodes, 2)]
    places, communities = lay_out(boxes, links)
    assert len(places) == nodes
    assert sorted(i for c in communities for i in c) == list(range(nodes))
    assert _overlaps(places, boxes) == 0


def test_a_star_of_many_is_laid_out_too() -> None:
    boxes = [Box(50, 30)] * 500
    places, _ = lay_out(boxes, [(0, i, 1.0) for i in range(1, 500)])
    assert _overlaps(places, boxes) == 0


def _overlaps(places: list[tuple[int, int]], boxes: list[Box]) -> int:
    """Pairs of boxes that overlap by more than rounding."""
    pairs = ((i, j) for i in range(len(boxes)) for j in range(i))
    return sum(
        abs(places[i][0] - places[j][0]) + 2 < (boxes[i].width + boxes[j].width) / 2
        and abs(places[i][1] - places[j][1]) + 2 < (boxes[i].height + boxes[j].height) / 2
        for i, j in pairs
    )
