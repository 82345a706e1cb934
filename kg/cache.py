"""Analyses kept by content, so that a second build analyses only what is new.

An entry's name is a hash of all that an analysis depends on. An entry is written beside its
place and renamed, and carries a checksum: a build may be killed at any moment, and a damaged
entry counts as absent.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import platformdirs

from kg import data
from kg.data import DocumentGraph
from kg.errors import ConfigError

_LAYOUT = 1
"""Counts up when the layout of an entry changes."""
_CHECKSUM = hashlib.blake2b().digest_size
_ANALYSIS = ("data.py", "copying.py", "analysis.py", "language", "extract", "resolve")
"""What of our own source an analysis depends on."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of analyses that were all made in one way.

    `recipe` names everything but the document that an analysis depends on: options, model,
    versions. `keeper` is whatever must live as long as the folder is needed.
    """

    folder: Path
    recipe: str
    keeper: object = field(default=None, compare=False)

    def summary(self, id: str) -> dict[str, int] | None:  # noqa: A002 - as in Document
        """The summary that was kept with a document's analysis, None without a sound entry."""
        entry = self._read(id)
        return None if entry is None else entry[0]

    def get(self, id: str) -> DocumentGraph | None:  # noqa: A002 - as in Document
        """The analysis of the document with this id, None without a sound entry."""
        entry = self._read(id)
        if entry is None:
            return None
        return unpacked(entry[1])

    def put(self, graph: DocumentGraph, summary: Mapping[str, int]) -> None:
        """Keep an analysis and a few counts; `ConfigError` where the folder takes no files."""
        self.put_packed(graph.document.id, packed(graph), summary)

    def put_packed(self, id: str, analysis: bytes, summary: Mapping[str, int]) -> None:  # noqa: A002
        """Keep an analysis that was `packed` elsewhere, under its document's id."""
        path = self._path(id)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        body = json.dumps(dict(summary)).encode() + b"\n" + analysis
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(hashlib.blake2b(body).digest() + body)
            partial.replace(path)
        except OSError as error:
            raise ConfigError(f"the cache cannot be written ({error}); see KG_CACHE") from error

    def __getstate__(self) -> tuple[Path, str]:
        return self.folder, self.recipe

    def __setstate__(self, state: tuple[Path, str]) -> None:
        object.__setattr__(self, "folder", state[0])
        object.__setattr__(self, "recipe", state[1])
        object.__setattr__(self, "keeper", None)

    def _path(self, id: str) -> Path:  # noqa: A002 - as in Document
        name = hashlib.sha256(f"{id}\x00{self.recipe}".encode()).hexdigest()[:40]
        return self.folder / name[:2] / name[2:]

    def _read(self, id: str) -> tuple[dict[str, int], bytes] | None:  # noqa: A002
        """Summary and packed analysis of an entry; what is not whole is not there."""
        try:
            entry = self._path(id).read_bytes()
        except OSError:
            return None
        checksum, body = entry[:_CHECKSUM], entry[_CHECKSUM:]
        if hashlib.blake2b(body).digest() != checksum:
            return None
        summary, _, analysis = body.partition(b"\n")
        return json.loads(summary), analysis


def open_cache(recipe: str, *, keep: bool = True) -> Cache:
    """The user's cache, which `KG_CACHE` moves, or one that goes when nobody needs it any more.

    Raises `ConfigError` where its folder cannot be made.
    """
    if not keep:
        temporary = TemporaryDirectory(prefix="kg-")
        return Cache(Path(temporary.name), recipe, temporary)
    folder = cache_folder() / "analyses"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"the cache folder {folder} cannot be made ({error.strerror}); "
            "name another one in KG_CACHE, or use --no-cache"
        ) from error
    return Cache(folder, recipe)


def cache_folder() -> Path:
    """Where the cache stands; it may be removed at any time."""
    named = os.environ.get("KG_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("kg-evidence"))


def code_version(*, everything: bool = False) -> str:
    """A hash of the files of ours that an analysis depends on: source, and lists of words.

    With `everything`, of all our files.
    """
    root = Path(data.__file__).parent
    digest = hashlib.sha256(str(_LAYOUT).encode())
    for name in ("",) if everything else _ANALYSIS:
        paths = (root / name,) if "." in name else (root / name).rglob("*")
        for path in sorted(p for p in paths if p.is_file() and p.suffix != ".pyc"):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def packed(graph: DocumentGraph) -> bytes:
    """An analysis in a tenth of its size in memory; `unpacked` gives it back."""
    return zlib.compress(_pickled(graph), level=1)


def unpacked(analysis: bytes) -> DocumentGraph:
    """The analysis that was `packed`, by us: what others give us must not come here."""
    graph: DocumentGraph = pickle.loads(zlib.decompress(analysis))
    return graph


def _pickled(graph: DocumentGraph) -> bytes:
    """Pickle by position: half the time of what dataclasses with slots do by themselves."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(graph)
    return buffer.getvalue()


def _reducer(cls: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    names = [f.name for f in fields(cls) if f.init]
    if len(names) == 1:
        return lambda part: (cls, (getattr(part, names[0]),))
    values = attrgetter(*names)
    return lambda part: (cls, values(part))


_REDUCERS = {
    cls: _reducer(cls) for cls in vars(data).values() if hasattr(cls, "__dataclass_fields__")
}
