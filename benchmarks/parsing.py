"""Attachment scores of a pipeline's UD view against a treebank in CoNLL-U.

    python benchmarks/parsing.py --data en_ewt-dev.conllu [--model NAME] [--confusions 40]

Gold words and gold sentences; punctuation counts; labels are compared without subtypes for LAS
and with them for "LAS with subtypes". The speed of the view alone is printed as well.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import fingerprint, load


@dataclass(slots=True)
class Sentence:
    """Words of a sentence, heads (0 is the root, 1 the first word) and labels."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def read(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file, without empty nodes; a range's words are glued."""
    for part in path.read_text(encoding="utf-8").strip().split("\n\n"):
        sentence, glued = Sentence(), range(0)
        for line in part.split("\n"):
            cells = line.split("\t")
            if "-" in cells[0] and len(cells) == 10:
                first, last = map(int, cells[0].split("-"))
                glued = range(first, last)
            if not cells[0].isdecimal():
                continue
            sentence.words.append(cells[1])
            apart = "SpaceAfter=No" not in cells[9] and int(cells[0]) not in glued
            sentence.spaces.append(apart)
            sentence.heads.append(int(cells[6]))
            sentence.labels.append(cells[7])
        yield sentence


def parse(nlp: Language, sentences: list[Sentence]) -> Iterator[tuple[list[int], list[str]]]:
    """Heads and labels that a pipeline finds for each sentence."""
    docs = (
        Doc(nlp.vocab, s.words, s.spaces, sent_starts=[i == 0 for i in range(len(s.words))])
        for s in sentences
    )
    for doc in nlp.pipe(docs, batch_size=64):
        heads = [0 if t.head is t or t.head.i == t.i else t.head.i + 1 for t in doc]
        yield heads, [t.dep_ for t in doc]


def main() -> None:
    """Print the scores and the commonest confusions."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--model")
    options.add_argument("--confusions", type=int, default=0)
    options.add_argument("--show", help="print sentences with this confusion: GOLD>FOUND")
    chosen = options.parse_args()
    nlp = load(chosen.model)
    gold = list(read(chosen.data))
    start = time.perf_counter()
    found = list(parse(nlp, gold))
    seconds = time.perf_counter() - start
    report(gold, found, chosen.confusions, chosen.show)
    words = sum(len(s.words) for s in gold)
    print(f"{fingerprint(nlp)}: {words} words, {words / seconds:.0f} words/s")


def report(
    gold: list[Sentence],
    found: list[tuple[list[int], list[str]]],
    confusions: int,
    show: str | None,
) -> None:
    """Print scores and what is taken for what."""
    counts: Counter[str] = Counter()
    confused: Counter[tuple[str, str, bool]] = Counter()
    for sentence, (heads, labels) in zip(gold, found, strict=True):
        for i, (head, label) in enumerate(zip(sentence.heads, sentence.labels, strict=True)):
            attached = head == heads[i]
            same = _plain(label) == _plain(labels[i])
            counts["words"] += 1
            counts["UAS"] += attached
            counts["LAS"] += attached and same
            counts["LAS with subtypes"] += attached and label == labels[i]
            if not (attached and label == labels[i]):
                confused[label, labels[i], attached] += 1
            if show == f"{label}>{labels[i]}" and not (attached and label == labels[i]):
                _show(sentence, i, heads[i])
    for name in ("UAS", "LAS", "LAS with subtypes"):
        print(f"{name}: {100 * counts[name] / counts['words']:.2f}")
    for (label, other, attached), n in confused.most_common(confusions):
        print(f"{n:6} {label} taken for {other}{'' if attached else ', head wrong'}")


def _show(sentence: Sentence, i: int, head: int) -> None:
    words = sentence.words
    context = " ".join([*words[max(0, i - 9) : i], f"[{words[i]}]", *words[i + 1 : i + 8]])
    right, wrong = (words[h - 1] if h else "ROOT" for h in (sentence.heads[i], head))
    print(f"  {right} | {wrong}: {context}")


def _plain(label: str) -> str:
    return label.partition(":")[0]


if __name__ == "__main__":
    main()
