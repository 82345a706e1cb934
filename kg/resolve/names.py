"""Names taken apart, compared, and matched: "Dr J. R. Smith Jr." and "John Smith".

Everything is compared folded: no case, accents, full stops or hyphens ("Jong-un" is "Jong Un").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.resolve.words import (
    ABBREVIATIONS,
    COMMON_STYLES,
    COMPANY_WORDS,
    DEGREES,
    LEGAL_FORMS,
    MINOR_WORDS,
    NAME_SUFFIXES,
    NICKNAMES,
    PARTICLES,
    RANKS,
    SHORT_PLACES,
    STYLES,
    SURNAME_FIRST,
    TITLES,
)

_CLASS: Final = {
    **dict.fromkeys(("GPE", "LOC", "FAC"), "PLACE"),
    **dict.fromkeys(("EVENT", "WORK", "PRODUCT", "CONCEPT"), "THING"),
}
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_UNSEEN = str.maketrans("", "", ".'’`")
_WORD = re.compile(r"[^\s\-‐‑–—/,()\"“”]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts.

    `text` is the name as written, without titles, articles and possessive endings; `tokens` its
    folded words; `titles` the folded titles before it; `suffix` its generational suffix;
    `given` and `family` the two parts of a person's name, empty where they are not known.
    """

    text: str
    tokens: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffix: str = ""
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the spellings of one name share: its letters ("kimjongun")."""
        return "".join(self.tokens) + ("," + self.suffix if self.suffix else "")

    @property
    def is_full(self) -> bool:
        """Whether a person's name has a given name and a surname, neither an initial."""
        return bool(self.given and self.family) and len(self.given[0]) > 1

    @property
    def has_initials(self) -> bool:
        """Whether the given name is only an initial, and the surname there ("J. Smith")."""
        return bool(self.given and self.family) and len(self.given[0]) == 1


def kind_of(type: str) -> str:  # noqa: A002 - the vocabulary's own word
    """The class of an entity type, which identity may not leave: PERSON, PLACE, ORG and THING."""
    return _CLASS.get(type, type)


def may_be_one(first: str, second: str) -> bool:
    """Whether things of two entity types can be one; "" is unknown and can be anything."""
    return not first or not second or kind_of(first) == kind_of(second)


def fold_word(word: str) -> str:
    """A word without case, accents, full stops, apostrophes and possessive ending."""
    plain = _POSSESSIVE.sub("", word).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return "and" if plain == "&" else plain.translate(_UNSEEN)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(w for w in map(fold_word, _WORD.findall(text)) if w)


@lru_cache(maxsize=8192)
def parse(text: str, type: str = "") -> Name:  # noqa: A002 - the vocabulary's own word
    """Take a name apart; `type` is its entity type."""
    plain = _POSSESSIVE.sub("", " ".join(text.split()))
    return _person(plain) if type == "PERSON" else _other(plain)


def title_start(text: str, start: int) -> int:
    """Where the titles begin that stand right before a name at `start`; `start` if none do."""
    origin = max(0, start - 60)
    while start > origin and text[start - 1] in " \t":
        before = text[origin:start].rstrip(" \t")
        word = before[-1:].strip() and before.rsplit(None, 1)[-1]
        if not word or not _is_title(word):
            break
        start = origin + len(before) - len(word)
    return start


def _is_title(word: str) -> bool:
    folded = fold_word(word)
    return folded in (ABBREVIATIONS if word.endswith(".") else TITLES)


def name_at(text: str, start: int, end: int, type: str) -> Name:  # noqa: A002
    """The name that stands at a place of a text, a person's with the titles before it."""
    begin = title_start(text, start) if type == "PERSON" else start
    return parse(text[begin:end], type)


def _other(text: str) -> Name:
    """The name of anything but a person."""
    tokens = words_of(text)
    if len(tokens) > 1 and tokens[0] == "the":
        tokens, text = tokens[1:], text.split(maxsplit=1)[1] if text[:4] == "the " else text
    if len(tokens) > 1 and tokens[-1] in LEGAL_FORMS:
        tokens = tokens[:-1]
    tokens = tuple(SHORT_PLACES.get(" ".join(tokens), " ".join(tokens)).split())
    return Name(text, tokens)


def _person(text: str) -> Name:
    """The name of a person: titles off the front, suffix and degrees off the end."""
    spaced = re.sub(r"\b(\w)\.(?=\w)", r"\1. ", text)
    pieces = [p for p in re.split(r"[\s,()\"“”]+", spaced) if fold_word(p)]
    titles: list[str] = []
    while len(pieces) > 1 and fold_word(pieces[0]) in TITLES | {"the"}:
        titles.append(fold_word(pieces.pop(0)))
    suffix = ""
    while len(pieces) > 1 and fold_word(pieces[-1]) in {*NAME_SUFFIXES, *DEGREES}:
        suffix = NAME_SUFFIXES.get(fold_word(pieces.pop()), suffix)
    tokens = tuple(w for p in pieces for w in words_of(p))
    given, family = _given_and_family(tokens)
    shown = _shown(text, pieces, titles, suffix)
    return Name(shown, tokens, tuple(titles), suffix, given, family)


def _shown(text: str, pieces: list[str], titles: list[str], suffix: str) -> str:
    """The name's own words in `text`, which starts with its titles."""
    if not pieces:
        return text
    start = text.find(pieces[0].rstrip(".")) if titles else 0
    if len(pieces) == 1 and titles and titles[-1] in STYLES:
        start = max(0, text[:start].rstrip().rfind(" ") + 1)
    last = pieces[-1].rstrip(".")
    end = len(text) if suffix else text.rfind(last) + len(last)
    return text[max(0, start) : end] if end > start else text


def _given_and_family(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part given names from the surname, which comes first in East Asian names."""
    if len(tokens) < 2:
        return (), ()
    if tokens[0] in SURNAME_FIRST and tokens[-1] not in SURNAME_FIRST and _is_east_asian(tokens):
        return tokens[1:], tokens[:1]
    cut = next((i for i, t in enumerate(tokens[1:-1], 1) if t in PARTICLES), len(tokens) - 1)
    return tokens[:cut], tokens[cut:]


def _is_east_asian(tokens: tuple[str, ...]) -> bool:
    """Three syllables, or two words of which the first is no Western given name."""
    return len(tokens) == 3 or (len(tokens) == 2 and tokens[0] not in {"kim", "lee", "han", "lin"})


def given_form(given: str) -> str:
    """A given name as it is compared: "bill" is "william"."""
    return NICKNAMES.get(given, given)


def same_person(short: Name, full: Name) -> str:
    """Why two names of persons can be one's, or "": the first may leave out parts of the second.

    The answers are "same name", "name variant", "initials", "surname", "middle name" and
    "given name".
    """
    if short.suffix != full.suffix and short.suffix and (full.suffix or not short.given):
        return ""  # "Johann II" is not "Johann Bernoulli"
    if "".join(short.tokens) == "".join(full.tokens):
        return "same name"
    if short.given:
        return _same_full(short, full)
    if short.tokens in _surnames(full):
        return "surname"
    if len(full.tokens) > 2 and short.tokens in {(t,) for t in full.given[1:] if len(t) > 2}:
        return "middle name"
    if full.given and _is_given(short.tokens, full.given):
        return "given name"
    return ""


def _is_given(tokens: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether a name is somebody's given names, the first of them, or a short form of it."""
    if tokens in (given, given[:1]):
        return True
    return len(tokens) == 1 and tokens[0] in NICKNAMES and NICKNAMES[tokens[0]] == given[0]


def ranks_differ(one: Name, other: Name) -> bool:
    """Whether titles part two names: "Mr Elliot" is not "Sir Walter Elliot"."""
    a, b = set(one.titles), set(other.titles)
    return bool((a & COMMON_STYLES and b & RANKS) or (b & COMMON_STYLES and a & RANKS))


def _surnames(name: Name) -> set[tuple[str, ...]]:
    """What can stand for a person's full name as the surname."""
    if "of" in name.tokens[2:] and not TITLES.intersection(name.tokens):
        return set()  # "Wong Kei of Lorne", but not "Henry Paget, Marquess of Anglesey"
    western = set() if name.tokens[-1:] == name.given[-1:] else {name.tokens[-1:]}
    return {name.family} | western


def _same_full(a: Name, b: Name) -> str:
    if not b.given:
        return ""
    n = len(a.tokens)
    if n < len(b.tokens) and a.tokens in (b.tokens[-n:], b.given):
        return "name variant"  # "Jong Un", "van der Berg", "Garcia Marquez"
    fits = a.family == b.family and _given_fits(a.given[0], b.given[0])
    if not fits or not _middle_fits(a.given[1:], b.given[1:]):
        return ""
    return "initials" if 1 in (len(a.given[0]), len(b.given[0])) else "name variant"


def _given_fits(a: str, b: str) -> bool:
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return given_form(a) == given_form(b)


def _middle_fits(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names agree as far as both are given, initials counting.

    "George W. Bush" is not "George H. W. Bush".
    """
    return all(_given_fits(s, t) for s, t in zip(a, b, strict=False))


def acronyms(name: Name) -> frozenset[str]:
    """The folded acronyms that a name of two words or more can be known by."""
    if len(name.tokens) < 2:
        return frozenset()
    every = "".join(t[0] for t in name.tokens)
    major = "".join(t[0] for t in name.tokens if t not in MINOR_WORDS)
    return frozenset(a for a in (every, major) if len(a) > 1)


def is_acronym(text: str) -> bool:
    """Whether a name looks like an acronym: "HME", "B.B.C.", "DoD"."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text and sum(c.isupper() for c in letters) >= 2


def is_short_form(short: Name, full: Name) -> bool:
    """Whether a name of an organisation is the beginning of a longer one.

    "Harlow Institute" is short for "Harlow Institute for Ocean Research" and "Halden" for "Halden
    Marine Energy", but "United Nations" is not for "United Nations Security Council".
    """
    n = len(short.tokens)
    if not 0 < n < len(full.tokens) or full.tokens[:n] != short.tokens:
        return False
    if n > 1:
        return full.tokens[n] in ("for", "of", "on")
    return len(short.tokens[0]) > 3 and full.tokens[-1] in COMPANY_WORDS
