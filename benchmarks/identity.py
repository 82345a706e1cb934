"""Is one thing one node across documents? Synthetic documents, merged, against the truth.

`python benchmarks/identity.py` scores the merging alone: the analyses are made from the truth, so
each document is right in itself. `--text` has the texts read by the language model instead; a
mention that it does not find is lost. `--seed` makes another population.

B-cubed (Bagga and Baldwin 1998) over mentions of people and organisations. An entity holds two if
its mentions are of two things. The measure to beat takes the same string for the same thing, and
a name without a given name, or with initials, for the thing with that surname that is named most;
once over mentions alone, once over the documents' entities.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.common import figure
from benchmarks.synthetic import Made, Said, documents, share_of_short
from kg.data import DocumentGraph
from kg.graph import KnowledgeGraph
from kg.resolve.across import assemble
from kg.resolve.names import parse

Place = tuple[str, int, int]
"""Document, start and end of a mention."""


def main() -> None:
    """Print the figures of one seed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shuffles", type=int, default=10)
    parser.add_argument("--text", action="store_true", help="read by the language model")
    parser.add_argument("--model", help="a spaCy pipeline, with --text")
    options = parser.parse_args()
    world, made = documents(options.documents, options.seed)
    surname, full = world.shares()
    mentions = sum(len(m.truth) for m in made)
    print(f"seed {options.seed}: {len(made)} documents, {mentions} mentions of people and firms")
    print(f"{surname:.1%} of people share a surname, {full:.1%} the full name")
    print(
        f"{share_of_short(made):.1%} of the mentions of people are a surname, initials or a title"
    )
    truth = {place: s.key for m in made for place, s in _places(m)}
    figure("exact strings and surnames, B-cubed", b_cubed(truth, by_strings(made)), most=80)
    figure("the same by entities, B-cubed", b_cubed(truth, by_entities(made)), most=80)
    graphs = _read(made, options.model) if options.text else [m.graph for m in made]
    begin = time.perf_counter()
    graph = assemble({g.document.id: g for g in graphs})
    print(f"merged in {time.perf_counter() - begin:.1f} s")
    found = clusters(graph, truth)
    figure("merged, B-cubed", b_cubed(truth, found), least=95)
    for kind in ("PERSON", "ORG"):
        part = {place: key for place, key in truth.items() if key[0] == kind}
        print(f"  {kind}: precision, recall {_precision_recall(part, found)}")
    figure("entities that hold two, %", 100 * hold_two(truth, found), most=0.5)
    shuffled = all(_same(graph, graphs, n) for n in range(options.shuffles))
    figure(f"the same in {options.shuffles} shuffles", float(shuffled), least=1)


def b_cubed(truth: Mapping[Place, object], found: Mapping[Place, object]) -> float:
    """F1 in percent over the mentions of `truth`; what `found` lacks counts as lost."""
    precision, recall = _b_cubed(truth, found)
    return 200 * precision * recall / (precision + recall)


def hold_two(truth: Mapping[Place, object], found: Mapping[Place, object]) -> float:
    """The part of found entities that hold mentions of two things."""
    things: dict[object, set[object]] = defaultdict(set)
    for place, cluster in found.items():
        if place in truth:
            things[cluster].add(truth[place])
    return sum(len(t) > 1 for t in things.values()) / len(things)


def clusters(graph: KnowledgeGraph, truth: Iterable[Place]) -> dict[Place, str]:
    """The entity of every true mention that a graph has; names may differ by their titles."""
    ends = {(m.document, m.end): e.id for e in graph.entities() for m in e.mentions}
    return {p: ends[p[0], p[2]] for p in truth if (p[0], p[2]) in ends}


def by_strings(made: Sequence[Made]) -> dict[Place, str]:
    """Mentions by their strings; surnames and initials join the name that is used most."""
    found = {place: s.text for m in made for place, s in _places(m)}
    return {p: full.get(w, w) for full in [_most_used(found.values())] for p, w in found.items()}


def by_entities(made: Sequence[Made]) -> dict[Place, str]:
    """Entities of documents by their labels; surnames and initials as in `by_strings`."""
    labels = {(m.graph.document.id, e.id): e.label for m in made for e in m.graph.entities}
    full = _most_used(labels.values())
    return {
        place: full.get(label, label)
        for m in made
        for place, s in _places(m)
        for label in [labels[place[0], f"{s.key[0].casefold()}{s.key[1]}"]]
    }


def _most_used(names: Iterable[str]) -> dict[str, str]:
    """For every name without a given name the full name with its last word that is most used."""
    counts = Counter(names)
    full: dict[str, str] = {}
    for name in sorted(counts, key=lambda n: (-counts[n], n)):
        if parse(name, "PERSON").is_full:
            full.setdefault(name.split()[-1], name)
    short = [n for n in counts if not parse(n, "PERSON").is_full]
    return {n: full[n.split()[-1]] for n in short if n.split()[-1] in full}


def _precision_recall(truth: Mapping[Place, object], found: Mapping[Place, object]) -> str:
    return ", ".join(f"{100 * x:.1f}" for x in _b_cubed(truth, found))


def _b_cubed(truth: Mapping[Place, object], found: Mapping[Place, object]) -> tuple[float, float]:
    both = Counter((truth[p], found[p]) for p in truth if p in found)
    true, held = Counter(truth.values()), Counter(found[p] for p in truth if p in found)
    precision = sum(n * n / held[c] for (_, c), n in both.items()) / max(1, held.total())
    recall = sum(n * n / true[k] for (k, _), n in both.items()) / true.total()
    return precision, recall


def _places(made: Made) -> Iterable[tuple[Place, Said]]:
    return (((made.graph.document.id, s.start, s.end), s) for s in made.truth)


def _read(made: Sequence[Made], model: str | None) -> list[DocumentGraph]:
    """The analyses that the language model makes of the texts."""
    from kg import language, plugins
    from kg.analysis import analyse

    nlp, rules = language.load(model), plugins.rules()
    return [analyse(m.graph.document, nlp, rules) for m in made]


def _same(graph: KnowledgeGraph, graphs: Sequence[DocumentGraph], seed: int) -> bool:
    """Whether another order of the documents gives the same graph."""
    shuffled = list(graphs)
    random.Random(seed).shuffle(shuffled)
    other = assemble({g.document.id: g for g in shuffled})
    return (other.entities(), other.statements()) == (graph.entities(), graph.statements())


if __name__ == "__main__":
    main()
