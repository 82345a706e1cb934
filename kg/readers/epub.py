"""EPUB books: the chapters in the order of the spine."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from kg.errors import DocumentError
from kg.readers import markup
from kg.readers.archive import BROKEN, check
from kg.readers.compose import Piece, compose, document
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode
from kg.readers.tame import tame

_WHAT = "an EPUB book"
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """A book is one document."""
    archive = check(data, name, _WHAT)
    if _is_encrypted(archive):
        raise DocumentError(f"{name}: it is encrypted (DRM); use a copy without", "encrypted")
    folder, package = _package(archive, name)
    warnings: list[str] = []
    text, blocks = compose(_chapters(archive, folder, package, warnings))
    yield document(
        text,
        blocks,
        name,
        title=_first(package, "title"),
        date=_first(package, "date"),
        metadata={"author": _first(package, "creator"), "publisher": _first(package, "publisher")},
        warnings=tuple(warnings),
    )


def _xml(archive: zipfile.ZipFile, path: str) -> etree._Element:
    """A member as XML, without entities and anything from outside. Raises `KeyError` and so on."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(archive.read(path), parser)
    if root is None:
        raise ValueError(f"{path} is empty")
    return root


def _package(archive: zipfile.ZipFile, name: str) -> tuple[str, etree._Element]:
    """The folder of the book's package file, and the file itself."""
    try:
        container = _xml(archive, "META-INF/container.xml")
        path = next(e.get("full-path") or "" for e in container.iter("{*}rootfile"))
        return posixpath.dirname(path), _xml(archive, path)
    except (*BROKEN, StopIteration, etree.LxmlError) as error:
        raise DocumentError(f"{name}: it isn't {_WHAT}; convert it to EPUB again") from error


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether more than fonts is encrypted."""
    try:
        root = _xml(archive, "META-INF/encryption.xml")
    except (*BROKEN, etree.LxmlError):
        return False
    methods = [e.get("Algorithm") or "" for e in root.iter("{*}EncryptionMethod")]
    return any(method not in _FONT_METHODS for method in methods)


def _chapters(
    archive: zipfile.ZipFile, folder: str, package: etree._Element, warnings: list[str]
) -> Iterator[Piece]:
    manifest = {e.get("id"): e for e in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = manifest.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        try:
            page = decode(archive.read(path), path, "utf-8").text
        except (*BROKEN, DocumentError):
            warnings.append(f"chapter {path} cannot be read")
            continue
        if (root := markup.parse(tame(page))) is not None:
            yield from markup.pieces(root)


def _first(package: etree._Element, term: str) -> str:
    """The first Dublin Core element of this name, or ""."""
    return next(("".join(e.itertext()) for e in package.iter(f"{_DC}{term}")), "")
