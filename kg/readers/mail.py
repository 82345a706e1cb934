"""E-mail: the subject is the title; quoted replies and signatures are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from kg.data import Block, BlockKind
from kg.errors import DocumentError
from kg.readers import dates, layout, markup
from kg.readers.compose import compose, document, squeezed
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode, empty
from kg.readers.tame import tame

_REPLY = re.compile(
    r"(?:^|\n)[ \t]*(?:on\b[^\n]{3,200}(?:\n[^\n]{1,100})?\bwrote:)[ \t]*(?=\n|$)", re.I
)
_ORIGINAL = re.compile(
    r"(?:^|\n)[ \t]*(?:-{2,} ?(?:original|reply) message ?-{2,}|_{8,}\s*\nfrom: [^\n]+"
    r"|from: [^\n]+\n(?:sent|date): [^\n]+\nto: [^\n]+)[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?:^|\n)-- ?(?=\n|$)")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:", re.MULTILINE)
_KINDS: dict[str, BlockKind] = {**markup.HTML_BLOCKS, "blockquote": "furniture"}
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv)\s*:\s*)+", re.IGNORECASE)


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """One document: the plain part kept character for character, or the text of the HTML part."""
    if not data.strip():
        raise empty(name)
    message = _parsed(data, name)
    plain, html, attached = _parts(message)
    warnings = _unread(attached)
    if plain is not None:
        decoded = decode(_payload(plain), name, _charset(plain))
        text, blocks = decoded.text, _blocks(decoded.text)
        warnings += decoded.warnings
    elif html is not None:
        decoded = decode(_payload(html), name, _charset(html))
        root = markup.parse(tame(decoded.text))
        text, blocks = compose(markup.pieces(root, _KINDS)) if root is not None else ("", ())
        warnings += decoded.warnings
    else:
        raise DocumentError(f"{name}: no text in this message, only attachments", "no text")
    yield document(
        text,
        blocks,
        name,
        title=_PREFIX.sub("", _header(message, "subject")),
        date=_date(message),
        metadata={key: _people(message, key) for key in ("from", "to", "cc")},
        warnings=warnings,
    )


def _unread(attached: int) -> tuple[str, ...]:
    if not attached:
        return ()
    return (f"{attached} attachment{'s' if attached > 1 else ''} not read",)


def _parsed(data: bytes, name: str) -> Message:
    if not _HEADER.match(data.lstrip()[:200]):
        raise DocumentError(f"{name}: not an e-mail; give it the ending of its format")
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, MessageError, ValueError) as error:
        raise DocumentError(f"{name}: not an e-mail that can be read; save it again") from error


def _parts(message: Message) -> tuple[Message | None, Message | None, int]:
    """The first plain and the first HTML part, and how many attachments there are."""
    plain = html = None
    attached = 0
    pending = [message]
    while pending:  # not `walk`, which recurses as deep as the message is nested
        part = pending.pop()
        content = part.get_payload()
        if isinstance(content, list):
            pending += reversed([p for p in content if isinstance(p, Message)])
        elif "attachment" in str(part.get("content-disposition", "")).lower():
            attached += 1
        elif part.get_content_type() == "text/plain":
            plain = plain or part
        elif part.get_content_type() == "text/html":
            html = html or part
    if plain is not None and not _payload(plain).strip() and html is not None:
        plain = None
    return plain, html, attached


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (LookupError, ValueError):
        return ""


def _header(message: Message, key: str) -> str:
    value = message.get(key)
    if value is None:
        return ""
    try:
        return squeezed(str(make_header(decode_header(value))))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return squeezed(str(value))


def _people(message: Message, key: str) -> str:
    """Names of the people in a header, or their addresses where they have none."""
    people = getaddresses([_header(message, key)])
    return ", ".join(shown for name, address in people if (shown := name or address))


def _date(message: Message) -> str:
    value = _header(message, "date")
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return dates.iso(value)


def _blocks(text: str) -> tuple[Block, ...]:
    """Lay out a message: what others wrote, and what is written below each, is masked."""
    masks = sorted(_masked(text))
    own = list(text)
    for start, end in masks:
        for i in range(start, end):
            if own[i] != "\n":
                own[i] = " "
    found = list(layout.blocks("".join(own)))
    for start, end in _merged(text, masks):
        part = text[start:end]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            found.append(Block(start + lead, start + len(part.rstrip()), "furniture"))
    return tuple(sorted(found, key=lambda b: b.start))


def _masked(text: str) -> Iterator[tuple[int, int]]:
    for match in _REPLY.finditer(text):
        yield match.span()
    for match in _QUOTED.finditer(text):
        yield match.span()
    if original := _ORIGINAL.search(text):
        yield original.start(), len(text)
    if signature := _SIGNATURE.search(text):
        yield signature.start(), len(text)


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with nothing but white space between them as one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
