"""From a tree of markup to pieces of text, for HTML and what looks like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree, html

from kg.data import BlockKind
from kg.readers.compose import Piece, squeezed

CELLS_APART = " | "
"""What stands between the cells of a row."""

_PARAGRAPHS = (
    "p div section article main header footer body html address pre figure details summary"
    " fieldset form ul ol dl table thead tbody tfoot nav aside center hr title"
)
HTML_BLOCKS: Mapping[str, BlockKind] = {
    **dict.fromkeys(_PARAGRAPHS.split(), "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "tr": "row",
}
HTML_HIDDEN = frozenset(
    "head script style noscript template svg math iframe object button select textarea nav"
    " audio video canvas".split()
)
_CELLS = frozenset({"td", "th", "cell"})
_CELL_END = "\x1f"
_BREAKS = frozenset({"br", "lb"})
_LASTING: frozenset[BlockKind] = frozenset({"item", "quote", "caption", "furniture"})


def parse(page: str) -> html.HtmlElement | None:
    """The tree of a (tamed) page, or None where there is nothing in it."""
    try:
        # A page may declare an encoding that it no longer has; as bytes, ours is the one.
        return html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return None


def pieces(
    root: etree._Element,
    kinds: Mapping[str, BlockKind] = HTML_BLOCKS,
    hidden: frozenset[str] = HTML_HIDDEN,
) -> Iterator[Piece]:
    """The blocks below `root` in order. A block ends where another begins or its element ends.

    `kinds` says which elements are blocks; text below elements in `hidden` is left out.
    """
    walk = _Walk(kinds)
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            if _name(element) in hidden:
                skipped = element
            else:
                yield from walk.start(element)
        elif event != "start":
            if event == "end" and skipped is None:
                yield from walk.end(element)
            if element is skipped:
                skipped = None
            if skipped is None and element is not root:
                walk.words.append(element.tail or "")
    yield from walk.flush()


class _Walk:
    """The state of a walk over a tree: the open blocks, and the words of the innermost."""

    def __init__(self, kinds: Mapping[str, BlockKind]) -> None:
        self.kinds = kinds
        self.open: list[BlockKind] = ["paragraph"]
        self.words: list[str] = []

    def start(self, element: etree._Element) -> Iterator[Piece]:
        """A block begins, unless it does so within a row, which is one piece."""
        tag = _name(element)
        if tag in self.kinds and self.open[-1] != "row":
            yield from self.flush()
            self.open.append(self._inner(self.kinds[tag]))
        elif tag in self.kinds or tag in _BREAKS:
            self.words.append(" ")
        self.words.append(element.text or "")

    def end(self, element: etree._Element) -> Iterator[Piece]:
        """A cell, or a block, ends."""
        tag = _name(element)
        if tag in _CELLS:
            self.words.append(_CELL_END)
        if tag in self.kinds and (self.open[-1] != "row" or self.kinds[tag] == "row"):
            yield from self.flush()
            if len(self.open) > 1:
                self.open.pop()
        elif tag in self.kinds:
            self.words.append(" ")

    def flush(self) -> Iterator[Piece]:
        """What was gathered, as a piece of the innermost open block."""
        text = "".join(self.words)
        self.words.clear()
        if self.open[-1] == "row":
            text = _row(text)
        if text.strip():
            yield Piece(self.open[-1], text)

    def _inner(self, kind: BlockKind) -> BlockKind:
        """A paragraph within an item or a quotation is of its kind."""
        return self.open[-1] if kind == "paragraph" and self.open[-1] in _LASTING else kind


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _row(text: str) -> str:
    cells = [squeezed(cell) for cell in text.split(_CELL_END)]
    while cells and not cells[-1]:
        cells.pop()
    return CELLS_APART.join(cells) if any(cells) else ""
