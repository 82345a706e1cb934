"""CaRB's score (Bhardwaj, Aggarwal and Mausam 2019) of the n-ary statements of one-sentence texts.

    python -m benchmarks.carb FOLDER [--gold NAME] [--sentences NAME]

A gold tuple and a predicted one are compared slot by slot as bags of words; all arguments after
the first are one slot. Recall takes the best prediction for each gold tuple, precision pairs
them one to one, and the figures are those at the confidence with the best F1.
"""

from __future__ import annotations

import argparse
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from kg.data import Clause, Extraction

FORMS_OF_BE = frozenset("be is am are was were been being".split())
SPEECH = ("said", "told", "added", "adds", "says")
_BRACKETS = ("-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-")


@dataclass(frozen=True, slots=True)
class Tuple:
    """A relation with its arguments, as written; the confidence of gold is 1."""

    relation: str
    arguments: tuple[str, ...]
    confidence: float = 1.0

    @property
    def slots(self) -> list[str]:
        """Relation, first argument, and all others as one; an argument that lacks is not there."""
        first, rest = self.arguments[:1], self.arguments[1:]
        return [self.relation, *first, *([" ".join(rest)] if rest else [])]


def key(sentence: str) -> str:
    """What sentences are found by: no spaces, no punctuation."""
    text = sentence.replace(" ", "")
    for bracket in _BRACKETS:
        text = text.replace(bracket, "")
    return "".join(c for c in text if c not in string.punctuation)


def gold(path: Path) -> dict[str, list[Tuple]]:
    """The gold tuples of a file by the key of their sentence; context markers are left out."""
    found: dict[str, list[Tuple]] = defaultdict(list)
    for line in path.read_text("utf-8").split("\n"):
        cells = [c.strip() for c in line.strip().split("\t")]
        if len(cells) > 2:
            arguments = tuple(c for c in cells[2:] if "C: " not in c)
            found[key(line.strip().split("\t")[0])].append(Tuple(cells[1], arguments))
    return found


def predicted(clause: Clause) -> Tuple:
    """A clause as a tuple: subject, object, further arguments."""
    texts = [clause.subject.text, clause.object.text if clause.object else ""]
    texts += [a.phrase.text for a in clause.arguments]
    while texts and not texts[-1]:
        texts.pop()
    return Tuple(clause.relation.text, tuple(texts), clause.confidence)


def match(expected: Tuple, found: Tuple) -> tuple[float, float]:
    """Precision and recall of one tuple against another."""
    best = _straight(expected.slots, found.slots)
    if any(verb in expected.relation for verb in SPEECH) and len(found.slots) > 2:
        relation, first, second = found.slots
        best = max(best, _straight(expected.slots, [relation, second, first]))
    return best


def _straight(expected: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    wanted, given = expected[0].split(), found[0].split()
    common = Counter(wanted) & Counter(given)
    hit = common.total()
    left = Counter(given) - common
    if left["be"] and FORMS_OF_BE & {*wanted}:
        hit += 1
    if not hit or len(found) < len(expected):
        return 0.0, 0.0
    for slot, other in zip(expected[1:], found[1:], strict=False):
        hit += (Counter(slot.split()) & Counter(other.split())).total()
    words = sum(len(s.split()) for s in expected)
    said = sum(len(s.split()) for s in found[: len(expected)])
    return hit / said, hit / words


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 at the best confidence."""

    precision: float
    recall: float
    f1: float


def score(wanted: Mapping[str, list[Tuple]], given: Mapping[str, list[Tuple]]) -> Score:
    """The score at the confidence with the best F1."""
    table = {k: [[match(w, g) for g in given.get(k, [])] for w in ws] for k, ws in wanted.items()}
    levels = sorted({t.confidence for ts in given.values() for t in ts})
    return max((_at(level, table, given) for level in levels), key=lambda s: s.f1)


_Table = Mapping[str, list[list[tuple[float, float]]]]


def _at(level: float, table: _Table, given: Mapping[str, list[Tuple]]) -> Score:
    hit, count, kept_count, found = 0.0, 0, 0, 0.0
    for k, rows in table.items():
        kept = [j for j, t in enumerate(given.get(k, [])) if t.confidence >= level]
        count += len(rows)
        kept_count += len(kept)
        found += sum(max((row[j][1] for j in kept), default=0.0) for row in rows)
        hit += _paired([[row[j][0] for j in kept] for row in rows])
    precision, recall = hit / max(1, kept_count), found / max(1, count)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def _paired(rows: list[list[float]]) -> float:
    """The sum of a greedy one-to-one pairing by the highest precision."""
    cells = [(-p, i, j) for i, row in enumerate(rows) for j, p in enumerate(row)]
    total, used_rows, used_columns = 0.0, set(), set()
    for negative, i, j in sorted(cells):
        if i not in used_rows and j not in used_columns:
            used_rows.add(i)
            used_columns.add(j)
            total -= negative
    return total


def sentences(path: Path) -> list[str]:
    """The sentences of a file, one a line."""
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def extractions(texts: Iterable[str]) -> Iterator[tuple[str, Doc, Extraction]]:
    """Each one-sentence text with its Doc and what the built-in rules find in it."""
    from kg.extract import extract
    from kg.extract.rules import BUILT_IN
    from kg.language import load
    from kg.language.lines import one_sentence

    nlp = one_sentence(load())
    for text in texts:
        doc = nlp(text)
        yield text, doc, extract(doc, BUILT_IN)


def main() -> None:
    """Score the statements of the sentences in a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", default="carb-dev-gold.tsv")
    parser.add_argument("--sentences", default="carb-dev-sentences.txt")
    options = parser.parse_args()
    given = {
        key(text): [predicted(c) for c in found.clauses]
        for text, _, found in extractions(sentences(options.folder / options.sentences))
    }
    reached = score(gold(options.folder / options.gold), given)
    print(
        f"{sum(map(len, given.values()))} statements: precision {100 * reached.precision:.1f}, "
        f"recall {100 * reached.recall:.1f}, F1 {100 * reached.f1:.1f}"
    )


if __name__ == "__main__":
    main()
