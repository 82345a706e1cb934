from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from kg.data import Document, DocumentGraph, Features, Mention
from kg.errors import FormatError, GraphError
from kg.formats.json import FORMAT, document_from_json, document_to_json, read, write
from kg.graph import KnowledgeGraph
from tests.graphs import letter, news, parts, shuffled, small_graph


def schema(name: str) -> Any:
    return json.loads((files("kg.formats") / name).read_text())


def check(record: object, name: str) -> None:
    schemas = [schema(n) for n in ("extract.schema.json", "graph.schema.json")]
    registry: Registry[Any] = Registry().with_resources(
        [(s["$id"], Resource.from_contents(s)) for s in schemas]
    )
    validator = jsonschema.Draft202012Validator(schema(name), registry=registry)
    validator.validate(record)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.json"


def saved(path: Path, graph: KnowledgeGraph | None = None) -> dict[str, Any]:
    write(graph or small_graph(), path)
    record: dict[str, Any] = json.loads(path.read_text())
    return record


@pytest.mark.parametrize("graph", [news(), letter(), DocumentGraph(Document(""))])
def test_a_document_is_the_same_after_json(graph: DocumentGraph) -> None:
    line = json.dumps(document_to_json(graph))
    assert document_from_json(json.loads(line)) == graph


@pytest.mark.parametrize("graph", [news(), letter(), DocumentGraph(Document(""))])
def test_a_document_fits_its_schema(graph: DocumentGraph) -> None:
    check(document_to_json(graph), "extract.schema.json")


def test_mentions_show_their_words() -> None:
    velin = document_to_json(news())["entities"][0]
    assert [m["text"] for m in velin["mentions"]] == ["Mara Velin", "The minister", "She", "Velin"]
    assert velin["mentions"][1]["link"] == {"reason": "role", "score": 0.75, "to": [14, 24]}


def test_a_statement_has_the_fields_of_the_contract() -> None:
    met = document_to_json(news())["statements"][0]
    assert met["relation"] == {
        "text": "met", "lemma": "meet", "start": 25, "end": 28, "spans": [[25, 28]],
        "inverted": False,
    }  # fmt: skip
    assert met["object"]["entity"] == "e2"
    assert [a["text"] for a in met["arguments"]] == ["in Dunmore", "on 3 May 2021"]
    assert met["arguments"][1]["datatype"] == "xsd:date"
    assert met["time"] == {"start": "2021-05-03", "end": "2021-05-03"}


def test_inferred_words_have_no_place() -> None:
    relation = document_to_json(letter())["statements"][1]["relation"]
    assert (relation["start"], relation["end"], relation["spans"]) == (None, None, [])


def test_speakers_are_chained() -> None:
    lost = document_to_json(news())["statements"][5]
    assert (lost["attribution"]["text"], lost["attribution"]["to"]) == ("Okafor", None)
    assert (lost["attribution"]["via"]["text"], lost["attribution"]["via"]["to"]) == ("Velin", "e6")


def test_features_of_a_mention_are_kept() -> None:
    features = Features(head=(0, 3), lemma="Ada", sentence=(0, 4))
    graph = letter()
    mention = Mention(0, 3, "name", features=features)
    graph = replace(graph, entities=(replace(graph.entities[0], mentions=(mention,)),))
    record = json.loads(json.dumps(document_to_json(graph)))
    assert document_from_json(record) == graph
    check(record, "extract.schema.json")


def test_an_entity_of_unresolved_pronouns_fits_the_schema() -> None:
    graph = letter()
    who = replace(graph.entities[0], type="")
    check(document_to_json(replace(graph, entities=(who,))), "extract.schema.json")


def test_a_changed_text_is_refused() -> None:
    record = {**document_to_json(letter()), "text": "something else"}
    with pytest.raises(ValueError, match="was changed"):
        document_from_json(record)


def test_a_graph_is_the_same_after_writing_and_reading(path: Path) -> None:
    write(small_graph(), path)
    assert parts(read(path)) == parts(small_graph())


def test_an_empty_graph_is_the_same_too(path: Path) -> None:
    empty = KnowledgeGraph([], [], {})
    check(saved(path, empty), "graph.schema.json")
    assert parts(read(path)) == parts(empty)


def test_a_graph_fits_its_schema(path: Path) -> None:
    check(saved(path), "graph.schema.json")


def test_records_stand_on_lines_of_their_own(path: Path) -> None:
    record = saved(path)
    lines = path.read_text().splitlines()
    for section in ("documents", "entities", "statements"):
        first = lines.index(f'"{section}":[') + 1
        found = [json.loads(x.rstrip(",")) for x in lines[first : first + len(record[section])]]
        assert found == record[section]


def test_evidence_names_the_clause_of_its_document(path: Path) -> None:
    met = next(s for s in saved(path)["statements"] if s["predicate"] == "meet")
    assert met["evidence"] == [
        {"document": news().document.id, "clause": "c25"},
        {"document": letter().document.id, "clause": "c38"},
    ]


def test_evidence_that_its_document_does_not_hold_is_kept(path: Path) -> None:
    graph = small_graph()
    only = {letter().document.id: letter()}
    smaller = KnowledgeGraph(graph.entities(), graph.statements(), only)
    check(saved(path, smaller), "graph.schema.json")
    assert parts(read(path)) == parts(smaller)


def test_a_graph_laid_out_by_another_program_is_read(path: Path) -> None:
    record = saved(path)
    path.write_text(json.dumps(record, indent=2, sort_keys=True))
    assert parts(read(path)) == parts(small_graph())


def test_documents_are_read_when_asked_for(path: Path) -> None:
    write(small_graph(), path)
    documents = read(path).documents
    key = letter().document.id
    assert documents[key] == letter()
    assert documents[key] is not documents[key]


def test_a_graph_is_saved_over_the_file_that_it_was_read_from(path: Path) -> None:
    write(small_graph(), path)
    graph = read(path)
    write(graph, path)
    assert parts(graph) == parts(read(path)) == parts(small_graph())


def test_order_does_not_change_the_bytes(path: Path) -> None:
    saved(path)
    first = path.read_bytes()
    saved(path, shuffled(small_graph()))
    assert path.read_bytes() == first


def test_lone_surrogates_survive(path: Path) -> None:
    graph = DocumentGraph(Document("a \udc80 b \ud83d c", title="\udfff"))
    saved(path, KnowledgeGraph([], [], {graph.document.id: graph}))
    assert dict(read(path).documents) == {graph.document.id: graph}


def test_halves_of_a_character_are_refused_and_nothing_is_written(path: Path) -> None:
    graph = DocumentGraph(Document("\ud83d\ude00"))
    with pytest.raises(FormatError, match="two halves"):
        write(KnowledgeGraph([], [], {graph.document.id: graph}), path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: "not json",
        lambda text: "[]",
        lambda text: "{}",
        lambda text: text[: len(text) // 2],
        lambda text: text.rsplit("\n", 2)[0] + "\n",
        lambda text: text.replace('"version":1', '"version":2'),
        lambda text: text.replace('"label"', '"name"'),
        lambda text: text.replace("Harbour talks", "Harbour walks"),
        lambda text: text.replace('"clause":"c25"', '"clause":"c26"'),
    ],
)
def test_what_is_not_a_whole_graph_is_refused_by_name(path: Path, spoil: Any) -> None:
    write(small_graph(), path)
    path.write_text(spoil(path.read_text()))
    with pytest.raises(GraphError, match=r"graph\.json: not a graph that kg can read") as error:
        read(path)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(GraphError, match=r"graph\.json: cannot be opened: No such file"):
        read(path)


def test_the_format_takes_no_options() -> None:
    assert FORMAT.options == frozenset()
    assert FORMAT.read is read
