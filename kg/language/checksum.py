"""Which model it is, to the last byte, without loading it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg import language


def checksum(name: str | None = None) -> str:
    """Name of a model and a hash of its files: "en_core_web_sm 1a2b3c4d5e6f".

    Raises `ModelError` where no model has this name.
    """
    folder = language.find(name)
    return f"{Path(name or language.DEFAULT_MODEL).name} {digest(folder)}"


def digest(folder: Path) -> str:
    """Twelve characters of a hash of all files in a model's folder and of their names."""
    hashed = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        hashed.update(path.relative_to(folder).as_posix().encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:12]
