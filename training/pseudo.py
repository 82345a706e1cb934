"""Self-training: names that an earlier model reads in treebanks which mark none."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.language.embedded.decode import viterbi
from training.corpus import Document
from training.encode import Encoder
from training.labels import Labels
from training.runner import load_exported, run_windows
from training.windows import pack_windows


def add_names(
    documents: list[Document], teacher: Path, corpus: str, view: str, least: float
) -> None:
    """Give documents of a corpus the names that a teacher's view reads in them.

    `teacher` is a folder of exported files. A word whose tag has a probability below `least`
    is left out of the loss.
    """
    model = load_exported(teacher)
    labels = Labels(**model.description["labels"])
    encoder = Encoder(
        teacher / "tokenizer.json", labels, int(model.description["max_pieces_per_word"])
    )
    number = model.description["views"].index(view)
    table = model.decoder["names_transitions"]
    for document in documents:
        if document.corpus != corpus:
            continue
        document.view = view
        encoded = encoder.encode(document)
        found = run_windows(model, pack_windows(encoded, model.description["window_pieces"]))
        emissions = found["names"][:, number]
        odds = np.exp(emissions - emissions.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        for k, sentence in enumerate(document.sentences):
            a, b = int(encoded.bounds[k]), int(encoded.bounds[k + 1])
            tags = viterbi(emissions[a:b], table)
            sure = odds[np.arange(a, b), tags] >= least
            sentence.name_tags = [
                labels.names[t] if ok else "" for t, ok in zip(tags, sure, strict=True)
            ]
