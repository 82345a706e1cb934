"""Statements of tables and "Key: value" lines, over documents with hand-made blocks."""

from __future__ import annotations

from kg.data import Block, Document, Extraction, Features, Mention
from kg.extract.tables import with_tables


def document(*lines: tuple[str, str]) -> Document:
    """A document of lines, each a block of its kind."""
    text, blocks = "", []
    for kind, line in lines:
        blocks.append(Block(len(text), len(text) + len(line), kind))  # type: ignore[arg-type]
        text += line + "\n"
    return Document(text, blocks=tuple(blocks))


def shown(document: Document, mentions: tuple[Mention, ...] = ()) -> list[str]:
    found = with_tables(document, Extraction(mentions))
    return [f"{c.subject.text} | {c.relation.text} | {c.object.text if c.object else '-'}"
            for c in found.clauses]  # fmt: skip


def test_rows_under_a_head_speak_of_their_first_name() -> None:
    found = document(("row", "Year | Medal | Awarded by"), ("row", "2006 | Tide | Ana Lind"))
    assert shown(found) == ["Tide | has year | 2006", "Tide | is awarded by | Ana Lind"]


def test_pairs_speak_of_the_heading_and_lists_are_parted() -> None:
    found = document(
        ("heading", "Sorrel Strait"),
        ("row", "Length | 63 km"),
        ("row", "Islands | Torvey, the Hens"),
        ("row", "Seat: Oslo"),
    )
    assert shown(found) == [
        "Sorrel Strait | has length | 63 km",
        "Sorrel Strait | has islands | Torvey",
        "Sorrel Strait | has islands | the Hens",
        "Sorrel Strait | has seat | Oslo",
    ]


def test_pairs_without_a_heading_and_what_is_said_give_nothing() -> None:
    assert shown(document(("row", "Seat: Oslo"))) == []
    spoken = document(("heading", "Interview"), ("row", "Lind: We did not sign anything."))
    assert shown(spoken) == []


def test_a_cell_has_the_head_of_the_mention_that_fills_it() -> None:
    found = document(("heading", "Strait"), ("row", "Chair | Amb. Sara Lind"))
    start = found.text.index("Sara")
    features = Features(head=(start, start + 4), lemma="Sara", sentence=(0, 1), governor=0)
    mention = Mention(start, start + 9, "name", features=features)
    clause = with_tables(found, Extraction((mention,))).clauses[0]
    assert clause.object is not None
    assert clause.object.head == start


def test_values_are_literals_and_the_sentence_is_the_row() -> None:
    found = document(("heading", "Strait"), ("row", "Depth | 118 m"))
    clause = with_tables(found, Extraction()).clauses[0]
    assert clause.object is not None
    assert clause.object.literal is not None
    assert found.text[slice(*clause.sentence)] == "Depth | 118 m"
