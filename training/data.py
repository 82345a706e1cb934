"""All corpora of a data folder, parted into what trains and what measures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.config import DataConfig
from training.corpus import Document
from training.namebanks import read_litbank, read_re3d, read_redocred, read_uner, read_wikigold
from training.treebanks import read_treebank

NAME_BANKS = ("uner", "redocred", "wikigold", "re3d")
"""Corpora of names without trees."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Documents to train on, and development halves by name."""

    train: list[Document]
    dev: dict[str, list[Document]]


def read_corpora(folder: Path, config: DataConfig) -> Corpora:
    """Read every corpus below `folder` (`treebank/`, `ner/`, `litbank/`).

    Never in training: EWT and GUM development, the last Re-DocRED passages, the last LitBank books.
    """
    trees, names = folder / "treebank", folder / "ner"
    redocred = read_redocred(names / "redocred_dev.json")
    uner = read_uner(names / "uner_dev.iob2")
    every = config.uner_every
    uner_out = [i for i in range(len(uner)) if every and i % every == every - 1]
    books = read_litbank(folder / "litbank" / "entities" / "brat", 0)
    train = [
        *read_treebank(trees / "en_ewt-train.conllu", "ewt"),
        *read_treebank(trees / "en_gum-train.conllu", "gum"),
        *read_treebank(trees / "en_gentle.conllu", "gum"),
        *read_treebank(trees / "en_pud.conllu", "pud"),
        *(d for i, d in enumerate(uner) if i not in set(uner_out)),
        *redocred[: -config.redocred_held_out],
        *read_wikigold(names / "wikigold.conll"),
        *read_re3d(names / "re3d-train.conll"),
        *books[: -config.litbank_held_out],
    ]
    dev = {
        "ewt": read_treebank(trees / "en_ewt-dev.conllu", "ewt"),
        "gum": read_treebank(trees / "en_gum-dev.conllu", "gum"),
        "uner": [uner[i] for i in uner_out],
        "redocred": redocred[-config.redocred_held_out :],
        "litbank": books[-config.litbank_held_out :],
    }
    return Corpora(train, dev)
