"""Markdown: its text without marks, laid out by markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.data import BlockKind
from kg.readers import markup
from kg.readers.compose import Piece, compose, document
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode
from kg.readers.tame import tame

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_BREAKS = frozenset({"softbreak", "hardbreak"})


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """One document. Code is masked; a front matter gives title, date and metadata."""
    decoded = decode(data, name)
    fields, body = _front_matter(decoded.text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    text, blocks = compose(_pieces(tokens))
    title = fields.pop("title", "")
    date = fields.pop("date", "")
    yield document(
        text, blocks, name, title=title, date=date, metadata=fields, warnings=decoded.warnings
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Simple `key: value` lines between `---` at the beginning, and the text after them."""
    match = _FRONT_MATTER.match(text)
    if not match or not _FIELD.search(match[1]):
        return {}, text
    fields = {k.lower(): v.strip("\"'") for k, v in _FIELD.findall(match[1])}
    return fields, text[match.end() :]


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    kinds: list[BlockKind] = []
    cells: list[str] = []
    for token in tokens:
        if kind := _kind(token):
            if token.nesting > 0:
                kinds.append(kind)
            elif kinds:
                kinds.pop()
                if token.type == "tr_close":
                    yield Piece("row", markup.CELLS_APART.join(cells))
                    cells.clear()
        elif token.type == "inline":
            words = _words(token)
            if kinds and kinds[-1] == "row":
                cells.append(words)
            else:
                yield Piece(kinds[-1] if kinds else "paragraph", words)
        elif token.type in ("fence", "code_block"):
            yield Piece("furniture", token.content)
        elif token.type == "html_block":
            yield from _from_html(token.content)


def _kind(token: Token) -> BlockKind | None:
    """The kind of block that a container token opens or closes."""
    container = token.type.removesuffix("_open").removesuffix("_close")
    kinds: dict[str, BlockKind] = {
        "heading": "heading", "list_item": "item", "blockquote": "quote", "tr": "row",
    }  # fmt: skip
    return kinds.get(container)


def _words(token: Token) -> str:
    """The text of an inline token: no marks, links by their text, no images, no tags."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in _BREAKS or (child.type == "html_inline" and "br" in child.content[:4]):
            parts.append(" ")
    return "".join(parts)


def _from_html(content: str) -> Iterator[Piece]:
    root = markup.parse(tame(content)) if content.strip() else None
    if root is not None:
        yield from markup.pieces(root)
