"""Fit the weights that tell who speaks a quotation (`kg/resolve/speakers.json`) on LitBank.

    python -m training.speakers --data DATA [--out kg/resolve/speakers.json] [--folds 5]

`DATA` is the folder `litbank`; its last 20 books are not read. The texts are analysed by the
pipeline as it stands, so the weights fit its parser and its coreference: run it again when one of
them changes. With `--folds` the books are scored by weights that were fitted without them, and
nothing is written. `--parses` keeps the parsed books in a folder.

The model is a conditional logit over the candidates of a quotation, fitted by Adam on all of it at
once. Every signal has a weight that all kinds of quotations share and one for its own kind, so
that rare kinds lean on common ones (Daumé 2007). A first model is fitted on the gold speakers of
the quotations before; each further one also on what the last model says of them, as it will be.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg import plugins
from kg.data import Document
from kg.extract import extract
from kg.language import load
from kg.resolve.conversation import TURNS, Conversation, Signals
from kg.resolve.coreference import coreference
from kg.resolve.speakers import Weights, mode, options, speakers
from training import litbank
from training.parses import Parses

MODES = ("open", "pronoun", "noun", "sure")
STEPS, RATE = 250, 0.1
LEAST = 15
"""Candidates that must have a signal for it to get a weight."""


@dataclass(slots=True)
class Talk:
    """A book's quotations as the pipeline finds them, beside the gold.

    `gold` is the gold cluster of each quotation's speaker, `label` the gold cluster that most
    mentions of a cluster belong to, `main` the cluster that most mentions of a gold one are in;
    `found` gives for each gold quotation the index of ours.
    """

    book: litbank.Book
    talk: Conversation
    fixed: list[dict[int, Signals]]
    gold: dict[int, str]
    label: dict[int, str]
    main: dict[str, int]
    found: list[int | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation: its kind, the signals of its candidates, and which of them are right."""

    mode: str
    signals: list[Signals]
    right: list[bool]


def talks(data: Path, parses: Path | None) -> Iterator[Talk]:
    """The books for training, analysed up to who is who."""
    kept = Parses(load(), parses)
    rules = plugins.rules()
    for book in litbank.books(data):
        extraction = extract(kept.parse(book.text), rules)
        yield _talk(book, Conversation(coreference(Document(book.text), extraction)))


def _talk(book: litbank.Book, talk: Conversation) -> Talk:
    d = talk.d
    votes: dict[int, Counter[str]] = {}
    gold = litbank.clusters(book, [(m.start, m.end) for m in d.mentions])
    for i, cluster in enumerate(gold):
        if cluster is not None and i in d.of:
            weight = 1 if d.mentions[i].kind == "pronoun" else 5
            votes.setdefault(d.of[i], Counter())[cluster] += weight
    label = {c: max(sorted(v), key=v.__getitem__) for c, v in votes.items()}
    main: dict[str, int] = {}
    for c in sorted(label):
        best = main.get(label[c])
        if best is None or votes[best][label[c]] < votes[c][label[c]]:
            main[label[c]] = c
    spans = [(q.start, q.end) for q in talk.quotes]
    found = [litbank.overlapping(q, spans) for q in book.quotations]
    said: dict[int, str] = {}
    for quotation, n in zip(book.quotations, found, strict=True):
        if n is not None:
            said.setdefault(n, quotation.speaker)
    fixed = [talk.signals(q) for q in range(len(spans))]
    return Talk(book, talk, fixed, said, label, main, found)


def examples(t: Talk, model: Weights | None) -> Iterator[Example]:
    """The quotations of a book, each behind gold speakers, or behind those of a model."""
    history: tuple[int | None, ...] = ()
    told = [c for c, _ in speakers(t.talk, model)] if model else None
    for q in range(len(t.talk.quotes)):
        kind, gold = mode(t.talk, q), t.gold.get(q)
        signals = options(t.talk, q, history, t.fixed[q])
        right = [c for c in signals if gold is not None and t.label.get(c) == gold]
        best = _best(t, q, kind, right)
        if best:
            yield Example(kind, list(signals.values()), [c in best for c in signals])
        speaker = t.talk.named.get(q)
        if speaker is None:
            speaker = told[q] if told else _likely(t, q, right, history)
        history = (speaker, *history)[:TURNS]


def _best(t: Talk, q: int, kind: str, right: list[int]) -> list[int]:
    """The right candidates that are best to choose: the main one, and what a noun stands for."""
    main = t.main.get(t.gold.get(q, ""))
    own = _own(t, q)
    if main not in right:
        return right
    return [c for c in right if c == main or (c == own and kind == "noun")]


def _likely(t: Talk, q: int, right: list[int], history: tuple[int | None, ...]) -> int | None:
    """The right candidate that the pipeline would most likely choose."""
    own = _own(t, q)
    recent = [c for c in history if c in right]
    return own if own in right else next(iter([*recent, *right]), None)


def _own(t: Talk, q: int) -> int | None:
    tag = t.talk.tags[q]
    return None if tag is None else t.talk.d.of.get(tag)


def fit(found: Sequence[Example], penalty: float) -> dict[str, dict[str, float]]:
    """Weights by mode and signal; `penalty` is that of squared weights."""
    counts = Counter(
        name
        for e in found
        for f in e.signals
        for signal in f
        for name in (signal, f"{e.mode}:{signal}")
    )
    names = sorted(name for name, n in counts.items() if n >= LEAST)
    column = {name: n for n, name in enumerate(names)}
    x = np.zeros((sum(len(e.signals) for e in found), len(names)), np.float32)
    first, right, row = [], [], 0
    for e in found:
        first.append(row)
        right += e.right
        for f in e.signals:
            for signal, value in f.items():
                for name in (signal, f"{e.mode}:{signal}"):
                    if name in column:
                        x[row, column[name]] = value
            row += 1
    weights = _adam(x, np.array(first), np.array(right), penalty)
    made: dict[str, dict[str, float]] = {kind: {} for kind in MODES}
    for name, weight in zip(names, weights.tolist(), strict=True):
        own, _, signal = name.rpartition(":")
        for kind in [own] if own else MODES:
            made[kind][signal] = round(made[kind].get(signal, 0.0) + weight, 4)
    return made


def _adam(x: np.ndarray, first: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """Weights that make the right rows of each group likely; groups begin at `first`."""
    group = np.repeat(np.arange(len(first)), np.diff([*first, len(x)]))
    w = np.zeros(x.shape[1], np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, first)[group])
        share = e / np.add.reduceat(e, first)[group]
        good = e * right / np.maximum(np.add.reduceat(e * right, first), 1e-30)[group]
        slope = x.T @ (share - good).astype(np.float32) + penalty * w
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        moved = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        w = w - RATE * (1 - step / (STEPS + 1)) * moved
    return w


def train(found: Sequence[Talk], rounds: int, penalty: float) -> dict[str, dict[str, float]]:
    """Weights after so many rounds."""
    plain = [e for t in found for e in examples(t, None)]
    model = fit(plain, penalty)
    for _ in range(rounds - 1):
        model = fit(plain + [e for t in found for e in examples(t, model)], penalty)
    return model


def score(found: Sequence[Talk], model: Weights) -> list[tuple[object, object]]:
    """Pairs of gold and found speakers of the gold quotations."""
    pairs: list[tuple[object, object]] = []
    for t in found:
        told = [c for c, _ in speakers(t.talk, model)]
        for k, (quotation, n) in enumerate(zip(t.book.quotations, t.found, strict=True)):
            by = told[n] if n is not None else None
            ours = (t.book.name, "alone", k) if by is None else (t.book.name, by)
            pairs.append(((t.book.name, quotation.speaker), ours))
    return pairs


def main() -> None:
    """Fit and write the weights, or print what cross-validation says of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="the folder litbank")
    parser.add_argument("--out", type=Path, default=Path("kg/resolve/speakers.json"))
    parser.add_argument("--parses", type=Path, help="a folder to keep parsed books in")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate, write nothing")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--penalty", type=float, default=6.0)
    chosen = parser.parse_args()
    found = list(talks(chosen.data, chosen.parses))
    pairs: list[tuple[object, object]] = []
    for fold in range(chosen.folds):
        rest = [t for n, t in enumerate(found) if n % chosen.folds != fold]
        model = train(rest, chosen.rounds, chosen.penalty)
        pairs += score(found[fold :: chosen.folds], model)
    if chosen.folds:
        precision, recall, f1 = litbank.b_cubed(pairs)
        print(f"B-cubed {100 * f1:.1f} (P {100 * precision:.1f} R {100 * recall:.1f})")
        return
    model = train(found, chosen.rounds, chosen.penalty)
    chosen.out.write_text(json.dumps(model, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found)} books, {sum(map(len, model.values()))} weights: {chosen.out}")


if __name__ == "__main__":
    main()
