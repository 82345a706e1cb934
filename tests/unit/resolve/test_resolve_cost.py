"""Cost grows with the length of the input: counted in function calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from kg.data import Document, DocumentGraph, Extraction, Features, Mention
from kg.resolve import resolve
from kg.resolve.across import assemble

GIVEN = ("John", "Jane", "Ann", "Tomas", "Elena", "Piet", "Livia", "Runa")


def calls(run: Callable[[], object]) -> int:
    """How many functions a run calls."""
    count = 0

    def tick(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def extraction(size: int, mode: str) -> tuple[Document, Extraction]:
    """A document of as many mentions: names, bare surnames, pronouns, nominals by turns."""
    text, mentions = "", []
    for n in range(size):
        kind, words, type_ = _word(n, mode)
        start = len(text)
        text += words + ". "
        head = (start + words.rindex(" ") + 1 if " " in words else start, start + len(words))
        features = Features(
            head, words.split()[-1].casefold(), type_, "sing", role="nsubj", governor=-n - 2,
            sentence=(start, len(text)), definite=kind == "nominal",
        )  # fmt: skip
        mentions.append(Mention(start, start + len(words), kind, features=features))  # type: ignore[arg-type]
    return Document(text), Extraction(tuple(mentions))


def _word(n: int, mode: str) -> tuple[str, str, str]:
    if n % 4 == 1:
        return "name", "Smith", "PERSON"
    if n % 4 == 2:
        return "pronoun", "he", ""
    if n % 4 == 3:
        return "nominal", "the minister", "PERSON"
    if mode == "one person":
        return "name", "John Smith", "PERSON"
    return "name", f"{GIVEN[n % 8]}{n:x} Smith", "PERSON"


@pytest.mark.parametrize("mode", ["one person", "everybody a Smith"])
def test_a_document_ten_times_as_long_costs_about_ten_times_as_much(mode: str) -> None:
    small, large = extraction(400, mode), extraction(4_000, mode)
    assert calls(lambda: resolve(*large)) < 14 * calls(lambda: resolve(*small))


@pytest.mark.parametrize("mode", ["one person", "everybody a Smith"])
def test_ten_times_as_many_documents_cost_about_ten_times_as_much(mode: str) -> None:
    def graphs(size: int) -> dict[str, DocumentGraph]:
        made = {}
        for n in range(size):
            kind, words, _ = _word(n, mode)
            if kind != "name":
                words = f"{GIVEN[n % 8]} Smith"
            document = Document(words, str(n))
            head = (words.rindex(" ") + 1 if " " in words else 0, len(words))
            mention = Mention(0, len(words), "name", features=Features(head, words, "PERSON"))
            made[document.id] = resolve(document, Extraction((mention,)))
        return made

    small, large = graphs(200), graphs(2_000)
    assert calls(lambda: assemble(large)) < 14 * calls(lambda: assemble(small))
