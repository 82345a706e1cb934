"""HTML made harmless before libraries see it: what is hostile costs them unbounded time.

A pass over the tags, linear in the size, shortens tags with thousands of attributes, drops
scripts, styles and comments, and ends nesting beyond what any page needs (libxml2 itself
gives up at a depth of 256).
"""

from __future__ import annotations

import re

DEEPEST = 150
"""Open elements beyond which tags are dropped; their text is kept."""
LONGEST_TAG = 5_000
"""Characters of a tag beyond which its attributes are dropped."""

_TOKEN = re.compile(r"<(?:(!--)|([!?])|(/?)([A-Za-z][A-Za-z0-9:-]{0,40}))")
_RAW = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "svg", "math", "iframe", "object")
}
_KEPT_SCRIPT = re.compile(r"""type\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
_UNCOUNTED = frozenset(  # void elements, and those whose end tag may be missing
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rb rt rp"
    " html head body".split()
)
_LONGEST_SCRIPT = 100_000
"""Characters of the longest script kept because it may hold the page's date and author."""
_BETWEEN_UNCLOSED = 2_000
"""Tags of elements that need no end tag, in a row without one, beyond which they are dropped."""


def tame(html: str) -> str:
    """The page without what could keep a parser busy; what a reader sees stays."""
    parts: list[str] = []
    at = 0
    ended: set[str] = set()
    nesting = _Nesting()
    while match := _TOKEN.search(html, at):
        parts.append(html[at : match.start()])
        comment, other, closing, name = match.groups()
        if comment or other:
            at = _past(html, "-->" if comment else ">", match.end())
            continue
        name = name.lower()
        at = _past(html, ">", match.end())
        tag = html[match.start() : at]
        if name in _RAW and not closing:
            stop = _past_raw(html, name, at, ended)
            if _KEPT_SCRIPT.search(tag[:LONGEST_TAG]) and stop - at < _LONGEST_SCRIPT:
                parts.append(html[match.start() : stop])
            at = stop
        elif nesting.allows(name, bool(closing)):
            parts.append(tag if len(tag) <= LONGEST_TAG else f"<{closing}{name}>")
        else:
            parts.append(" ")
    parts.append(html[at:])
    return "".join(parts)


class _Nesting:
    """How deep the tags seen so far are nested, as far as tags alone can tell."""

    def __init__(self) -> None:
        self.depth = 0
        self.unclosed = 0

    def allows(self, name: str, closing: bool) -> bool:
        """Whether a tag may stay; it is counted."""
        if name in _UNCOUNTED:
            self.unclosed = 0 if closing else self.unclosed + 1
            return self.unclosed <= _BETWEEN_UNCLOSED
        self.depth = max(0, self.depth - 1) if closing else self.depth + 1
        return self.depth + closing <= DEEPEST


def _past(html: str, end: str, start: int) -> int:
    """The place after the next `end`, or the end of the page."""
    found = html.find(end, start)
    return len(html) if found < 0 else found + len(end)


def _past_raw(html: str, name: str, start: int, ended: set[str]) -> int:
    """The place after the end tag of a raw element; `start` where there is none.

    `ended` remembers names without any further end tag, so that the page isn't searched to its
    end for each of thousands of open tags.
    """
    match = None if name in ended else _RAW[name].search(html, start)
    if match is None:
        ended.add(name)
    return match.end() if match else start
