"""BenchIE's score (Gashteovski et al. 2022) of the binary edges of one-sentence texts.

    python -m benchmarks.benchie FOLDER [--gold NAME]

The gold lists every correct triple of a sentence, grouped by the fact it states; words in square
brackets may be left out. A triple is right if it equals one of them exactly. Recall is the share
of facts that are hit, and facts hit stand against triples that equal none for precision.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.carb import extractions
from kg.extract.views import Triple, edges

Fact = frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def expansions(slot: str) -> set[str]:
    """A slot with and without each of its bracketed units.

    >>> sorted(expansions("a [very old] port"))
    ['a port', 'a very old port']
    """
    units = list(_units(slot.split(" ")))
    optional = [k for k, unit in enumerate(units) if "[" in unit]
    found = set()
    for kept in itertools.product((False, True), repeat=len(optional)):
        left_out = {k for k, keep in zip(optional, kept, strict=True) if not keep}
        text = " ".join(unit for k, unit in enumerate(units) if k not in left_out)
        found.add(re.sub(r"[\[\]]", "", text))
    return found


def _units(tokens: list[str]) -> Iterator[str]:
    """Single tokens, and runs from an opening bracket to its end; what lacks one is left out."""
    at = 0
    while at < len(tokens):
        token, end = tokens[at], at
        if "[" in token and "]" not in token:
            end = next((j for j in range(at + 1, len(tokens)) if "]" in tokens[j]), -1)
        elif "]" in token and "[" not in token:
            end = -1
        if end >= 0:
            yield " ".join(tokens[at : end + 1])
        at = max(at, end) + 1


def gold(path: Path) -> dict[str, list[Fact]]:
    """The facts of each sentence, each with all triples that state it."""
    found: dict[str, list[set[Triple]]] = {}
    facts: list[set[Triple]] = []
    for line in map(str.strip, path.read_text("utf-8").split("\n")):
        if "sent_id:" in line:
            facts = found.setdefault(line.split("\t")[1], [])
        elif " --> " in line:
            slots = (expansions(slot) for slot in line.split(" --> ")[:3])
            facts[-1].update((s, r, o) for s, r, o in itertools.product(*slots))
        elif "Cluster" in line:
            facts.append(set())
    return {sentence: [frozenset(fact) for fact in facts] for sentence, facts in found.items()}


def score(wanted: Mapping[str, Sequence[Fact]], given: Mapping[str, set[Triple]]) -> Score:
    """The score of the triples of each sentence."""
    hit = wrong = 0
    for sentence, facts in wanted.items():
        triples = given.get(sentence, set())
        hit += sum(not fact.isdisjoint(triples) for fact in facts)
        wrong += sum(all(triple not in fact for fact in facts) for triple in triples)
    precision = hit / max(1, hit + wrong)
    recall = hit / max(1, sum(map(len, wanted.values())))
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def main() -> None:
    """Score the edges of the sentences of a gold file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", default="benchie-dev-gold.txt")
    options = parser.parse_args()
    wanted = gold(options.folder / options.gold)
    given = {
        text: {edge for clause in found.clauses for edge in edges(clause)}
        for text, _, found in extractions(wanted)
    }
    reached = score(wanted, given)
    print(
        f"{len(wanted)} sentences, {sum(map(len, given.values()))} edges: "
        f"precision {reached.precision:.3f}, recall {reached.recall:.3f}, F1 {reached.f1:.3f}"
    )


if __name__ == "__main__":
    main()
