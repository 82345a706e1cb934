"""The model card says what the files that ship say."""

from __future__ import annotations

import hashlib
import json

import pytest

from kg.language.embedded import FOLDER, is_shipped
from training.card import BEGIN, CARD, END, measured, update

shipped = pytest.mark.skipif(not is_shipped(), reason="the package carries no model")


@shipped
def test_the_card_tells_of_the_files_that_ship(tmp_path):
    copy = tmp_path / "card.md"
    copy.write_text(CARD.read_text("utf-8"), "utf-8")
    update(FOLDER, copy)
    assert copy.read_text("utf-8") == CARD.read_text("utf-8")


@shipped
def test_the_files_are_those_that_were_measured():
    checksums = json.loads((FOLDER / "model.json").read_text("utf-8"))["checksums"]
    assert len(checksums) == 3
    for name, expected in checksums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected


def test_only_what_stands_between_the_marks_is_written(tmp_path):
    (tmp_path / "model.json").write_text(json.dumps(description(91.26)), "utf-8")
    card = tmp_path / "card.md"
    card.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    update(tmp_path, card)
    text = card.read_text("utf-8")
    assert text.startswith(f"before\n{BEGIN}")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert "| LAS | 91.3 | 91.3 |" in text


def description(value):
    """What `model.json` says, with one value for every figure that the card asks for."""
    asked = {"ewt.las.email": value}

    class Noting(dict):
        def __missing__(self, key):
            asked[key] = value
            return value

    told = {"version": "7", "default_view": "uner", "checksums": {"model.onnx": "ab"}}
    measured({**told, "figures": Noting(asked)})
    return {**told, "figures": asked}
