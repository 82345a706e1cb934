"""Names on development halves: every view, blends, and the types that the product shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.language.embedded.decode import log_probabilities, viterbi
from training.corpus import Document, Span, spans_of
from training.encode import Encoder
from training.measures import F1, Share
from training.runner import Exported, run_windows
from training.windows import pack_windows

Floats = NDArray[np.float32]

NAMED = {"uner": ("PER", "ORG", "LOC"), "redocred": ("PER", "ORG", "LOC", "MISC")}
SHOWN = {
    "uner": {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"},
    "redocred": {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
    | {"NORP": "LOC", "EVENT": "MISC", "WORK": "MISC", "PRODUCT": "MISC"},
}
"""How the product's types answer to a corpus's; what is not listed is no name there."""

BLENDS = {
    "redocred+uner": ("redocred", "uner"),
    "redocred+wikigold": ("redocred", "wikigold"),
    "redocred+uner+wikigold": ("redocred", "uner", "wikigold"),
}


def measure_names(model: Exported, encoder: Encoder, documents: list[Document]) -> dict[str, float]:
    """Return F1 of names for each view and blend: typed, untyped, and by the product's types."""
    corpus = documents[0].corpus
    typed: dict[str, F1] = {}
    untyped: dict[str, F1] = {}
    shown: dict[str, F1] = {}
    every, finer = F1(), Share()
    silver, times = F1(), F1()
    for number, document in enumerate(documents):
        encoded = encoder.encode(document)
        found = run_windows(model, pack_windows(encoded, model.description["window_pieces"]))
        gold = set(_rows(number, [s.names or [] for s in document.sentences], NAMED[corpus]))
        tags = model.description["labels"]["types"]
        types = list(dict.fromkeys(tag[2:] for tag in tags if tag != "O"))
        logs = log_probabilities(found["types"], tags, types)
        for name, emissions in _views(model, found["names"]):
            spans = agree(document, name_spans(model, emissions, encoded.bounds))
            mine = set(_rows(number, spans, NAMED[corpus]))
            typed.setdefault(name, F1()).add(mine, gold)
            untyped.setdefault(name, F1()).add((m[:4] for m in mine), (g[:4] for g in gold))
            product = _product(model, spans, encoded.bounds, types, logs, SHOWN[corpus])
            shown.setdefault(name, F1()).add(_rows(number, product, NAMED[corpus]), gold)
            if name == corpus:
                whole = [s.names or [] for s in document.sentences]
                every.add(_rows(number, spans), _rows(number, whole))
        _count_finer(model, document, encoded.bounds, types, logs, finer)
        _count_literals(model, document, found["types"], encoded.bounds, number, silver, times)
    kinds = {"typed": typed, "untyped": untyped, "shown": shown}
    figures = {
        f"{kind}.{name}": f.value for kind, all_ in kinds.items() for name, f in all_.items()
    }
    figures |= {"typed_all": every.value, "finer_agrees_with_silver": finer.value}
    figures["literals_agree_with_silver"] = silver.value
    return figures | ({"times": times.value} if corpus == "redocred" else {})


def name_spans(
    model: Exported, emissions: Floats, bounds: NDArray[np.int32], head: str = "names"
) -> list[list[Span]]:
    """Return the spans of each sentence by Viterbi."""
    tags, table = model.description["labels"][head], model.decoder[f"{head}_transitions"]
    return [
        spans_of([tags[t] for t in viterbi(emissions[a:b], table)]) for a, b in pairwise(bounds)
    ]


def agree(document: Document, spans: list[list[Span]]) -> list[list[Span]]:
    """Give a name one type within a document: the majority's, ties to the first."""
    pairs = list(zip(document.sentences, spans, strict=True))
    votes: dict[str, Counter[str]] = {}
    for sentence, found in pairs:
        for span in found:
            text = " ".join(sentence.words[span.start : span.end])
            votes.setdefault(text, Counter())[span.label] += 1
    return [
        [
            Span(x.start, x.end, votes[" ".join(s.words[x.start : x.end])].most_common(1)[0][0])
            for x in found
        ]
        for s, found in pairs
    ]


def _views(model: Exported, names: Floats) -> Iterator[tuple[str, Floats]]:
    views = model.description["views"]
    for v, view in enumerate(views):
        yield view, names[:, v]
    for blend, parts in BLENDS.items():
        yield blend, names[:, [views.index(part) for part in parts]].mean(1)


def _rows(
    number: int, spans: list[list[Span]], kinds: tuple[str, ...] | None = None
) -> Iterator[tuple[int, int, int, int, str]]:
    for k, found in enumerate(spans):
        for s in found:
            if kinds is None or s.label in kinds:
                yield number, k, s.start, s.end, s.label


def _product(
    model: Exported,
    spans: list[list[Span]],
    bounds: NDArray[np.int32],
    types: list[str],
    logs: Floats,
    shown: dict[str, str],
) -> list[list[Span]]:
    """Return the names with the corpus's type of their finer type."""
    result: list[list[Span]] = []
    for a, found in zip(bounds, spans, strict=False):
        result.append([])
        for s in found:
            options = model.description["finer"].get(s.label, ())
            if options:
                total = logs[a + s.start : a + s.end].sum(0)
                best = max(options, key=lambda t: total[types.index(t)])
                result[-1].append(Span(s.start, s.end, shown.get(best, "")))
    return result


def _count_literals(
    model: Exported,
    document: Document,
    emissions: Floats,
    bounds: NDArray[np.int32],
    number: int,
    silver: F1,
    times: F1,
) -> None:
    """Count literals against silver, and dates and durations against gold times."""
    literals = tuple(model.description["literals"])
    mine = name_spans(model, emissions, bounds, "types")
    theirs = [spans_of(list(s.types or ())) for s in document.sentences]
    silver.add(_rows(number, mine, literals), _rows(number, theirs, literals))
    dates = {r[:4] for r in _rows(number, mine, ("DATE", "DURATION"))}
    gold = [s.names or [] for s in document.sentences]
    times.add(dates, (r[:4] for r in _rows(number, gold, ("TIME",))))


def _count_finer(
    model: Exported,
    document: Document,
    bounds: NDArray[np.int32],
    types: list[str],
    logs: Floats,
    share: Share,
) -> None:
    """Count how often the finer type of a gold name is the silver one."""
    for a, sentence in zip(bounds, document.sentences, strict=False):
        for name in sentence.names or ():
            silver = (sentence.types or [""])[name.start].partition("-")[2]
            options: Any = model.description["finer"].get(name.label, ())
            if silver in options and len(options) > 1:
                total = logs[a + name.start : a + name.end].sum(0)
                share.add([max(options, key=lambda t: total[types.index(t)]) == silver])
