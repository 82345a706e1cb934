"""Who says what in novels: B-cubed over the speakers of LitBank's quotations, and what goes wrong.

    python -m benchmarks.speakers --data litbank [--train] [--parses FOLDER] [--model NAME]

The last 20 books by name, which nothing was trained on; with `--train` the other 60. A gold
quotation takes the speaker of the quotation that overlaps it most; one without a speaker is a
cluster of its own. Below it stands, by how the text names the speaker, how many quotations there
are and for how many the mention that was chosen is of the gold speaker: this leaves out whether
all mentions of a speaker were found to be one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.language import Language

from kg import plugins
from kg.analysis import analyse
from kg.data import Document, DocumentGraph, Phrase
from kg.language import load
from kg.readers.plain import read
from kg.resolve.pronouns import pronoun
from training import litbank
from training.parses import Parses

_NEAR = 60
"""Characters between a quotation and a speaker who is named beside it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A gold quotation: gold and found cluster, how its speaker is named, whether it is right."""

    gold: object
    found: object
    kind: str
    right: bool


def cases(book: litbank.Book, graph: DocumentGraph) -> list[Case]:
    """The gold quotations of a book as they were found."""
    spans = [(q.start, q.end) for q in graph.quotations]
    made = []
    for k, gold in enumerate(book.quotations):
        n = litbank.overlapping(gold, spans)
        speaker = graph.quotations[n].speaker if n is not None else None
        alone = speaker is None or speaker.entity is None
        found = (book.name, "alone", k) if alone or speaker is None else (book.name, speaker.entity)
        kind = "not found" if n is None else _kind(gold, speaker)
        made.append(Case((book.name, gold.speaker), found, kind, _is(book, gold, speaker)))
    return made


def _kind(gold: litbank.GoldQuotation, speaker: Phrase | None) -> str:
    if speaker is None or speaker.start is None or speaker.end is None:
        return "nobody"
    if max(gold.start - speaker.end, speaker.start - gold.end) > _NEAR:
        return "elsewhere"
    if pronoun(speaker.text).kind == "personal":
        return '"I" beside' if pronoun(speaker.text).person == 1 else "pronoun beside"
    return "name beside" if speaker.text[:1].isupper() else "noun beside"


def _is(book: litbank.Book, gold: litbank.GoldQuotation, speaker: Phrase | None) -> bool:
    if speaker is None or speaker.start is None or speaker.end is None:
        return False
    return litbank.clusters(book, [(speaker.start, speaker.end)]) == [gold.speaker]


def main() -> None:
    """Print the figure, and the table of kinds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="the folder litbank")
    parser.add_argument("--train", action="store_true", help="the 60 books for training instead")
    parser.add_argument("--parses", type=Path, help="a folder to keep parsed books in")
    parser.add_argument("--model", help="pipeline to use")
    chosen = parser.parse_args()
    nlp = cast(Language, Parses(load(chosen.model), chosen.parses))
    rules = plugins.rules()
    found: list[Case] = []
    for book in litbank.books(chosen.data, held_out=not chosen.train):
        for document in read(book.text.encode(), f"{book.name}.txt"):
            if isinstance(document, Document):
                found += cases(book, analyse(document, nlp, rules))
    report(found)


def report(found: list[Case]) -> None:
    """Print B-cubed, the share with a speaker, and the kinds."""
    precision, recall, f1 = litbank.b_cubed([(c.gold, c.found) for c in found])
    some = sum("alone" not in cast(tuple[object, ...], c.found) for c in found)
    print(
        f"speakers B-cubed F1 {100 * f1:.1f} (P {100 * precision:.1f} R {100 * recall:.1f}), "
        f"attributed {100 * some / max(1, len(found)):.1f}%"
    )
    kinds, right = Counter(c.kind for c in found), Counter(c.kind for c in found if c.right)
    for kind, n in kinds.most_common():
        print(f"{n:5} {kind}: {100 * right[kind] / n:.1f}% of the gold speaker")


if __name__ == "__main__":
    main()
