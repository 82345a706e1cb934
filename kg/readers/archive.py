"""Zip archives that formats are made of, checked before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from kg.errors import DocumentError
from kg.readers.encoding import empty

LARGEST = 500_000_000
"""Bytes of the unpacked members of an archive, all together, beyond which it is refused."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises on a damaged member, or one with a password."""


def check(data: bytes, name: str, what: str) -> zipfile.ZipFile:
    """Open the archive `data`. Raises `DocumentError` where it is none, or unpacks too large."""
    if not data:
        raise empty(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise DocumentError(
            f"{name}: it isn't {what}; check its ending, or copy it again"
        ) from error
    if sum(member.file_size for member in archive.infolist()) > LARGEST:
        raise DocumentError(f"{name}: it unpacks to more than 500 MB; divide it", "too large")
    return archive
