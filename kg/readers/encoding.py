"""From bytes to text: byte order marks, UTF-8, UTF-16, and guesses that are said to be guesses."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from kg.errors import DocumentError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first two bytes are the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536
"""Bytes that a guess looks at: enough to tell, and a guess at 50 MB takes no longer."""
_WINDOWS = "windows-1252"
LEGACY = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_7"
    " iso8859_8 iso8859_9 iso8859_15 koi8_r koi8_u mac_roman mac_cyrillic cp437 cp850 cp866"
    " cp932 shift_jis euc_jp iso2022_jp gb18030 big5 cp949 euc_kr"
).split()
"""Encodings that a guess chooses from. Rarer ones are more often guessed than met."""
_FEWEST_WIDE = 8
"""Characters below which zero bytes are no sign of UTF-16."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[^\n]{0,80}[\x80-\xff][^\n]{0,80}")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_WESTERN = re.compile(rb"[\x80\x82-\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb-\xbe]")
_IN_WORD = re.compile(rb"(?i)[a-z][\xc0-\xff]|[\xc0-\xff][a-z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with newlines normalised, and remarks on how it was decoded."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decode the bytes of the source `name`.

    `declared` is the encoding that the source itself names, tried after a byte order mark and
    UTF-8. Raises `DocumentError` where there is nothing to read ("empty") or what is there
    isn't text ("binary").
    """
    if not data.strip():
        raise empty(name)
    decoded = _decode(data, declared)
    _refuse_binary(decoded.text, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise empty(name)
    return Decoded(text, decoded.warnings)


def empty(name: str) -> DocumentError:
    """The error of a source that holds nothing."""
    return DocumentError(f"{name}: it is empty; remove it or put text into it", "empty")


def _decode(data: bytes, declared: str) -> Decoded:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if wide := _wide(data):
        return Decoded(data.decode(wide, "replace"), (f"decoded as {wide}",))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _foreign(data, declared)


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Decode what is known to be in `encoding`, whatever single bytes may be broken."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), (f"broken {encoding}, bytes replaced",))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in English text, every other byte is zero."""
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = min(len(data), SAMPLE) // 2
    if len(data) % 2 or half < _FEWEST_WIDE:
        return ""
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _foreign(data: bytes, declared: str) -> Decoded:
    """Decode what isn't valid UTF-8."""
    if declared:
        try:
            return Decoded(data.decode(declared), (f"decoded as {codecs.lookup(declared).name}",))
        except (LookupError, UnicodeDecodeError):
            pass
    if _mostly_utf8(data):
        return _lenient(data, "utf-8")
    encoding = _guess(data)
    return Decoded(data.decode(encoding, "replace"), (f"decoded as {encoding}",))


def _mostly_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII form UTF-8 sequences: a few are broken."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return sum(map(len, _SEQUENCE.findall(data))) > 0.9 * high


def _guess(data: bytes) -> str:
    """Name the likeliest encoding, judged by the places where it matters."""
    sample = b"\n".join(_HIGH.findall(data))[:SAMPLE]
    if _looks_western(sample):
        return _WINDOWS
    best = from_bytes(sample, cp_isolation=list(LEGACY)).best()
    return best.encoding.replace("_", "-").replace("cp125", "windows-125") if best else _WINDOWS


def _looks_western(sample: bytes) -> bool:
    """English with curly quotes, dashes, signs and single accented letters.

    Statistics of letters say little on the few bytes of such a text, so it is asked first.
    """
    high = len(re.findall(rb"[\x80-\xff]", sample))
    known = len(_WESTERN.findall(sample)) + len(_IN_WORD.findall(sample))
    return known >= 0.95 * high and (high <= 0.15 * len(sample) or len(sample) < 40)


def _refuse_binary(text: str, name: str) -> None:
    controls = len(_CONTROLS.findall(text))
    if "\0" in text or controls > 0.02 * len(text):
        raise DocumentError(
            f"{name}: it is binary data, not text; give it the ending of its format", "binary"
        )
