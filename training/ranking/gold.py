"""Texts with gold coreference: GUM, LitBank and GAP, as raw text with offsets of characters."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HELD_OUT_BOOKS = 20
"""So many of LitBank's books, the last ones by name, measure and never train."""
_ENTITY = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span of characters and the name of its cluster; `head` is where its head word starts."""

    start: int
    end: int
    cluster: str
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One pronoun (GAP): names that it stands for and names that it does not, as spans."""

    pronoun: tuple[int, int]
    names: tuple[tuple[int, int, bool], ...]


@dataclass(slots=True)
class GoldText:
    """A text of a corpus ("gum", "litbank", "gap") with its mentions, or one choice."""

    name: str
    corpus: str
    text: str
    mentions: list[GoldMention] = field(default_factory=list)
    choice: Choice | None = None


def read_all(folder: Path) -> Iterator[GoldText]:
    """Every text to train on below a data folder."""
    yield from read_gum(folder / "treebank" / "en_gum-train.conllu")
    yield from read_litbank(folder / "litbank" / "coref" / "brat")
    yield from read_gap(folder / "coref" / "gap-development.tsv")


def read_gum(path: Path) -> Iterator[GoldText]:
    """Documents of GUM, their text put together from the tokens' spacing."""
    for block in path.read_text("utf-8").split("# newdoc id = ")[1:]:
        made = GoldText(block.split("\n", 1)[0].strip(), "gum", "")
        for sentence in block.split("\n\n"):
            lines = sentence.split("\n")
            if made.text and any(line.startswith("# newpar") for line in lines):
                made.text = made.text.rstrip() + "\n\n"
            _add_sentence(made, [c for c in (line.split("\t") for line in lines) if len(c) == 10])
        yield made


def _add_sentence(made: GoldText, rows: list[list[str]]) -> None:
    spans: list[tuple[int, int]] = []
    heads: list[int] = []
    opened: dict[str, list[int]] = defaultdict(list)
    whole, until = (0, 0), 0
    for c in rows:
        if "-" in c[0] or (c[0].isdigit() and int(c[0]) > until):
            whole = (len(made.text), len(made.text) + len(c[1]))
            made.text += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
        if "-" in c[0]:
            until = int(c[0].split("-")[1])
        if not c[0].isdigit():
            continue
        spans.append(whole)
        heads.append(int(c[6]) - 1)
    words = [c for c in rows if c[0].isdigit()]
    for i, c in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]+)", c[9])
        for part in _ENTITY.findall(found[1]) if found else ():
            cluster = part.strip("()").split("-")[0]
            if part.startswith("("):
                opened[cluster].append(i)
            if part.endswith(")") and opened[cluster]:
                first = opened[cluster].pop()
                inside = range(first, i + 1)
                head = next((k for k in inside if heads[k] not in inside), first)
                at = spans[first][0], spans[i][1]
                made.mentions.append(GoldMention(*at, cluster, spans[head][0]))


def read_litbank(folder: Path) -> Iterator[GoldText]:
    """LitBank's books but those that are held out; a mention tied to another takes its cluster."""
    books = sorted(folder.glob("*.txt"), key=lambda p: p.stem)
    for path in books[:-HELD_OUT_BOOKS]:
        notes = path.with_suffix(".ann").read_text("utf-8")
        labels: dict[tuple[int, int], list[str]] = defaultdict(list)
        places: dict[str, tuple[int, int]] = {}
        for key, label, start, end in re.findall(r"^(T\d+)\t(\S+) (\d+) (\d+)\t", notes, re.M):
            places[key] = (int(start), int(end))
            labels[places[key]].append(label)
        ties = re.findall(r"Arg1:(T\d+) Arg2:(T\d+)", notes)
        tied = {places[a]: places[b] for a, b in ties if a in places and b in places}
        made = GoldText(path.stem, "litbank", path.read_bytes().decode("utf-8"))
        made.mentions = [
            GoldMention(*span, _cluster(span, labels, tied)) for span in sorted(labels)
        ]
        yield made


def _cluster(
    span: tuple[int, int],
    labels: dict[tuple[int, int], list[str]],
    tied: dict[tuple[int, int], tuple[int, int]],
) -> str:
    own = next((name for name in labels[span] if name[-1].isdigit()), None)
    while own is None and span in tied:
        span = tied.pop(span)
        own = next((name for name in labels[span] if name[-1].isdigit()), None)
    return own or str(span)


def read_gap(path: Path) -> Iterator[GoldText]:
    """GAP's passages, each with one pronoun and two names."""
    with path.open(encoding="utf-8", newline="") as lines:
        for n, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            at = int(row["Pronoun-offset"])
            names = []
            for key in "AB":
                start = int(row[f"{key}-offset"])
                is_meant = row[f"{key}-coref"].upper() == "TRUE"
                names.append((start, start + len(row[key]), is_meant))
            choice = Choice((at, at + len(row["Pronoun"])), tuple(names))
            yield GoldText(f"{n:05}", "gap", row["Text"], choice=choice)
