"""The English model that the package carries: an encoder of six layers with a head for each task.

One run over a text gives sentences, tags, features, lemmas, Universal Dependencies, names and
literals. ONNX Runtime and numpy alone, one thread, nothing downloaded.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.embedded.files import FOLDER, is_complete

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "COMPONENTS",
    "FOLDER",
    "NAME",
    "changed",
    "identity",
    "is_complete",
    "is_shipped",
    "load",
]

NAME = "kg_en"
COMPONENTS = ("kg_encoder", "kg_tagger", "kg_parser", "kg_names")


def load(folder: Path = FOLDER) -> Language:
    """A pipeline with the model in `folder`, that of the package by default.

    It takes texts, and Docs of given words with sentence starts given or open.

    Raises `ModelError` where the folder holds no model.
    """
    from spacy.lang.en import English

    from kg.language import sentences
    from kg.language.embedded import components, tokens

    nlp = English()
    nlp.tokenizer = tokens.tokenizer(nlp)
    nlp.add_pipe(sentences.NAME)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    encoder = nlp.get_pipe("kg_encoder")
    assert isinstance(encoder, components.Encoder)
    encoder.from_disk(folder)
    found = identity(folder)
    nlp.meta.update(
        name=found["name"].replace("-", "_"), version=f"{found['version']}+{found['checksum'][:8]}"
    )
    return nlp


def identity(folder: Path = FOLDER) -> dict[str, str]:
    """Which model it is: name, version, checksum (of all files, by those that `model.json` lists).

    Raises `ModelError` where the folder holds no model.
    """
    from kg.language.embedded.network import Network

    told = Network(folder).description
    digest = hashlib.sha256((folder / "model.json").read_bytes()).hexdigest()
    return {"name": told["name"], "version": told["version"], "checksum": digest}


def changed(folder: Path = FOLDER) -> list[str]:
    """Files that are not those which `model.json` lists: none in a sound installation."""
    from kg.language.embedded.network import Network

    listed: dict[str, str] = Network(folder).description["checksums"]
    return [
        name
        for name, expected in sorted(listed.items())
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected
    ]


def is_shipped() -> bool:
    """Whether the package carries the model's files."""
    return is_complete(FOLDER)
