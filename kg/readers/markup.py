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
_BREAKS = frozenset({"br", "lb"})


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
    open_kinds: list[BlockKind] = ["paragraph"]
    words: list[str] = []
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = _name(element)
        if skipping is None and event == "start":
            if tag in hidden:
                skipping = element
                continue
            if tag in kinds and open_kinds[-1] != "row":
                yield from _flushed(words, open_kinds[-1])
                open_kinds.append(_inner(kinds[tag], open_kinds))
            elif tag in kinds or tag in _BREAKS:
                words.append(" ")
            words.append(element.text or "")
        elif event == "end" and skipping is None:
            if tag in _CELLS:
                words.append("\x1f")
            if tag in kinds and (open_kinds[-1] != "row" or kinds[tag] == "row"):
                yield from _flushed(words, open_kinds[-1])
                if len(open_kinds) > 1:
                    open_kinds.pop()
            elif tag in kinds:
                words.append(" ")
        if event != "start":
            if skipping is element:
                skipping = None
            if skipping is None and element is not root:
                words.append(element.tail or "")
    yield from _flushed(words, open_kinds[-1])


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _inner(kind: BlockKind, outer: list[BlockKind]) -> BlockKind:
    """A paragraph within an item or a quotation is of its kind."""
    special: tuple[BlockKind, ...] = ("item", "quote", "caption", "furniture")
    return outer[-1] if kind == "paragraph" and outer[-1] in special else kind


def _flushed(words: list[str], kind: BlockKind) -> Iterator[Piece]:
    text = "".join(words)
    words.clear()
    if kind == "row":
        cells = [squeezed(cell) for cell in text.split("\x1f")]
        while cells and not cells[-1]:
            cells.pop()
        text = CELLS_APART.join(cells) if any(cells) else ""
    if text.strip():
        yield Piece(kind, text)
