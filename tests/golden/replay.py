"""The seeds that the golden test covers: read by our readers, parsed once and for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg.data import Document, DocumentGraph
from kg.readers import ReaderOptions, markdown, plain, table
from tests.conllu import parse

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
READERS = {
    "courier-talks.txt": plain.read,
    "elena-marchetti.md": markdown.read,
    "wire.jsonl": table.read_jsonl,
}
PARSES = HERE / "seeds.conllu"
EXPECTED = HERE / "seeds.nt"
BLOCK = "# block\n"


def documents() -> list[Document]:
    """The documents of the covered seeds."""
    found = []
    for name, read in READERS.items():
        for document in read((SEEDS / name).read_bytes(), name, ReaderOptions()):
            assert isinstance(document, Document), document
            found.append(document)
    return found


class Replay:
    """Stands in for a pipeline: gives the stored parse of each text that it knows."""

    def __init__(self) -> None:
        blocks = PARSES.read_text("utf-8").split(BLOCK)[1:]
        self.known = {doc.text: doc for doc in map(parse, blocks)}

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        for text in texts:
            yield self.known[text]


def analysed(nlp: Any) -> dict[str, DocumentGraph]:
    """The analyses of the covered seeds by document id."""
    from kg.analysis import analyse
    from kg.extract.rules import BUILT_IN

    return {d.id: analyse(d, nlp, BUILT_IN) for d in documents()}
