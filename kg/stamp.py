"""Builds of which nothing changed: what was made last time from exactly the same is left as it is.

A stamp in the cache holds the checksums of the files that a build wrote, under a hash of all that
they were made from: documents, options, model, and the source of `kg` and of its plug-ins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import plugins
from kg.cache import Cache, code_version
from kg.collect import Collection


class Stamp:
    """The stamp of one build. `made_from` names what else than the collection it was made from."""

    def __init__(self, collection: Collection, outputs: Sequence[Path], made_from: Any) -> None:
        self._outputs = outputs
        origins = sorted((k, repr(e.origin)) for k, e in collection.report.documents.items())
        parts = (
            code_version(everything=True),
            plugins.fingerprint("formats"),
            collection.cache.recipe,
            repr(origins),
            json.dumps(collection.report.to_json({}, ""), sort_keys=True),
            repr([path.name for path in outputs]),
            repr(made_from),
        )
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass"))
        self._path = _folder(collection.cache) / f"{digest.hexdigest()[:40]}.json"

    def holds(self) -> bool:
        """Whether all outputs are what the build would write."""
        try:
            known: Mapping[str, str] = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return False
        return known == _checksums(self._outputs)

    def keep(self) -> None:
        """Note the outputs as they are now; a format that writes other files gets no stamp."""
        found = _checksums(self._outputs)
        if found is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(found), "utf-8")
        partial.replace(self._path)


def _folder(cache: Cache) -> Path:
    return cache.folder.parent / "builds"


def _checksums(outputs: Iterable[Path]) -> dict[str, str] | None:
    """Of each output by name; None where one is not there."""
    found = {}
    for path in outputs:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
