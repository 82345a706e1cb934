"""Parses kept in a folder, so that a text is parsed once however often the rules change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import fingerprint


class Parses:
    """Stands in for a `Language` in `kg.analysis.analyse`; without a folder nothing is kept."""

    def __init__(self, nlp: Language, folder: Path | None) -> None:
        self._nlp, self._folder = nlp, folder
        self._name = fingerprint(nlp)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The parsed Docs of texts, in order."""
        return map(self.parse, texts)

    def parse(self, text: str) -> Doc:
        """The parsed Doc of a text: the kept one, or a new one."""
        if self._folder is None:
            return self._nlp(text)
        key = sha256(f"{self._name}\n{text}".encode()).hexdigest()[:20]
        path = self._folder / f"{key}.spacy"
        if path.exists():
            return Doc(self._nlp.vocab).from_disk(path)
        doc = self._nlp(text)
        self._folder.mkdir(parents=True, exist_ok=True)
        doc.to_disk(path)
        return doc
