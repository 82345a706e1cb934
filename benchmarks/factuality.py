"""Did it happen? Factuality of statements beside what readers said of the same predicates.

    python -m benchmarks.factuality --data FOLDER [--half dev|train] [--model NAME] [--table]

`FOLDER` holds `factuality/uds-dev.tsv` (UDS-IH2: sentence, word, form, mean factuality from -3 to
3, confidence; White et al. 2016, Rudinger et al. 2018) and `treebank/en_ewt-dev.conllu`, whose
documents are read as plain text. A predicate counts where readers were clear (at least 1 from 0,
confidence 0.75) and a relation of at most six words covers it, the shortest if several do; of two
predicates in one relation the last counts. Right is `asserted` where it happened, and anything
else where it did not, whoever says so. With `--table`, how often each modality was right.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import plugins
from kg.analysis import blocks
from kg.data import Clause, Document
from kg.extract import extract
from kg.language import load
from kg.readers import plain

CLEAR, SURE = 1.0, 0.75
LONGEST = 6
"""Words of a relation that still says which predicate it is about."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What readers said of a predicate: its span, the mean and their confidence."""

    start: int
    end: int
    value: float
    confidence: float

    @property
    def is_clear(self) -> bool:
        """Whether they were sure, and not in two minds."""
        return abs(self.value) >= CLEAR and self.confidence >= SURE

    @property
    def happened(self) -> bool:
        """Whether they said that it happened."""
        return self.value > 0


@dataclass(slots=True)
class Figures:
    """Statements by what they are and what readers said, and all judgements."""

    counts: Counter[tuple[bool, bool]]
    judged: int = 0
    all: int = 0

    def __str__(self) -> str:
        """The line that is printed."""
        hits, missed = self.counts[False, False], self.counts[True, False]
        wrong = self.counts[False, True]
        right = hits + self.counts[True, True]
        precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + missed)
        f1 = 2 * hits / max(1, 2 * hits + wrong + missed)
        return (
            f"judged {100 * self.judged / max(1, self.all):.1f}%, asserted though not happened "
            f"{missed}; accuracy {100 * right / max(1, self.judged):.1f}, not asserted "
            f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}"
        )


def read(data: Path, half: str) -> Iterator[tuple[str, str, list[Judgement]]]:
    """Name, text and judgements of each document."""
    values: dict[tuple[str, str], tuple[float, float]] = {}
    for line in (data / f"factuality/uds-{half}.tsv").read_text("utf-8").splitlines()[1:]:
        sentence, word, _, value, confidence = line.split("\t")
        values[sentence, word] = float(value), float(confidence)
    treebank = (data / f"treebank/en_ewt-{half}.conllu").read_text("utf-8")
    for block in treebank.split("# newdoc id = ")[1:]:
        name, _, rest = block.partition("\n")
        yield name.strip(), *_document(rest, values)


def _document(
    block: str, values: dict[tuple[str, str], tuple[float, float]]
) -> tuple[str, list[Judgement]]:
    """The text of a document, paragraphs apart, and its judgements in order."""
    text, found = "", []
    for sentence in block.split("\n\n"):
        lines = sentence.split("\n")
        name = next((x[12:].strip() for x in lines if x.startswith("# sent_id = ")), "")
        if text and any(x.startswith("# newpar") for x in lines):
            text = text.rstrip() + "\n\n"
        inside = range(0)
        for row in (x.split("\t") for x in lines if x[:1].isdigit()):
            first, _, last = row[0].partition("-")
            numbers = [first]
            if last:
                inside = range(int(first), int(last) + 1)
                numbers = [str(n) for n in inside]
            elif "." in first or int(first) in inside:
                continue
            span = len(text), len(text) + len(row[1])
            found += [Judgement(*span, *values[name, n]) for n in numbers if (name, n) in values]
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    return text, found


def judged(
    clauses: list[Clause], judgements: Iterable[Judgement]
) -> Iterator[tuple[Clause, Judgement]]:
    """Clauses with the clear judgement that each is about, the last of those in its relation."""
    spans = sorted(
        (c.relation.spans[-1][1] - c.relation.spans[0][0], c.relation.spans[0][0], k)
        for k, c in enumerate(clauses)
        if c.relation.spans and len(c.relation.text.split()) <= LONGEST
    )
    about: dict[tuple[int, int], tuple[Clause, Judgement]] = {}
    for j in (j for j in judgements if j.is_clear):
        hit = next(((n, at, k) for n, at, k in spans if at < j.end and j.start < at + n), None)
        if hit is not None:
            about[hit[:2]] = clauses[hit[2]], j
    yield from about.values()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", default="dev", choices=("dev", "train"))
    parser.add_argument("--model", help="an installed pipeline, or the folder of one")
    parser.add_argument("--table", action="store_true", help="also by factuality and modality")
    chosen = parser.parse_args()
    nlp, rules = load(chosen.model), plugins.rules()
    figures, table = Figures(Counter()), defaultdict[str, Counter[bool]](Counter)
    for name, text, judgements in read(chosen.data, chosen.half):
        [document] = plain.read(text.encode(), f"{name}.txt")
        assert isinstance(document, Document)
        assert document.text == text, name
        clauses = [
            c
            for start, block in blocks(document)
            for c in extract(nlp(block), rules, start, document.date).clauses
        ]
        figures.all += sum(j.is_clear for j in judgements)
        for clause, judgement in judged(clauses, judgements):
            figures.judged += 1
            figures.counts[clause.factuality == "asserted", judgement.happened] += 1
            table[f"{clause.factuality} {clause.modality}".strip()][judgement.happened] += 1
    print(f"factuality: {figures}")
    for kind in sorted(table) if chosen.table else ():
        print(f"  {kind}: happened {table[kind][True]}, not {table[kind][False]}")


if __name__ == "__main__":
    main()
