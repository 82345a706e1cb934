"""The English model that the package carries: an encoder of six layers with a head for each task.

One run over a text gives sentences, tags, features, lemmas, Universal Dependencies, names and
literals. ONNX Runtime and numpy alone, one thread, nothing downloaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.embedded.files import FOLDER

if TYPE_CHECKING:
    from spacy.language import Language

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
    described = encoder.network.description
    nlp.meta.update(name=NAME.partition("_")[2], version=str(described.get("version", "0")))
    return nlp
