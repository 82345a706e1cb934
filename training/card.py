"""The part of the model card that a program knows: version, figures, checksums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CARD = Path(__file__).with_name("MODEL_CARD.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

_SYNTAX = {
    "UAS": "uas",
    "LAS": "las",
    "UPOS": "upos",
    "XPOS": "xpos",
    "features": "feats",
    "lemmas": "lemma",
    "sentences F1, words and spacing given": "sentences",
    "sentences F1, words alone": "sentences_words_alone",
}
_NAMES = {
    "UNER, every third document": "uner",
    "Re-DocRED, last 80 passages (PER, ORG, LOC, MISC)": "redocred",
}
_MENTIONS = {"GUM, ten kinds": "gum", "LitBank, last 20 books, six kinds": "litbank"}


def measured(description: Mapping[str, Any]) -> str:
    """Markdown of what `model.json` says of itself; `evaluate` wrote its figures there."""
    found = description["figures"]
    view = description["default_view"]
    parts = [
        f"Version {description['version']}.",
        _table(
            ["", "EWT", "GUM"],
            [[k, found[f"ewt.{v}"], found[f"gum.{v}"]] for k, v in _SYNTAX.items()],
        ),
        _table(
            ["names", "typed", "untyped", f"typed, as shown (view {view})"],
            [
                [k, found[f"{v}.typed.{v}"], found[f"{v}.untyped.{v}"], found[f"{v}.shown.{view}"]]
                for k, v in _NAMES.items()
            ],
        ),
        _table(
            ["mentions", "heads", "extents"],
            [
                [k, found[f"{v}.mention_heads"], found[f"{v}.mentions"]]
                for k, v in _MENTIONS.items()
            ],
        ),
        _table(
            ["LAS by genre", ""],
            [[key.replace(".las.", ", "), value] for key, value in found.items() if ".las." in key],
        ),
        _table(["file", "SHA-256"], [[k, f"`{v}`"] for k, v in description["checksums"].items()]),
    ]
    return "\n\n".join(parts)


def update(folder: Path, card: Path = CARD) -> None:
    """Write what is measured of the model in `folder` into the card, between its two marks."""
    text = card.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    inside = measured(json.loads((folder / "model.json").read_text(encoding="utf-8")))
    card.write_text(f"{before}{BEGIN}\n\n{inside}\n\n{END}{after}", encoding="utf-8")


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = [head, ["---"] * len(head)]
    lines += [[f"{c:.1f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
