"""What a pronoun and each thing that it may stand for tell of each other, as numbers.

The traits are those of the literature since Lappin and Leass (1994) and Soon et al. (2001): place,
grammatical role, parallelism, agreement, what the thing is and how much it is spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.data import Features
from kg.resolve.discourse import OBJECTS, SUBJECTS, Cluster, Discourse

Floats = NDArray[np.float32]

_TYPES: Final = ("PERSON", "ORG", "PLACE", "THING", "GROUP", "")
_OF_TYPE: Final = {
    "NORP": "GROUP",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "PLACE"),
    **dict.fromkeys(("EVENT", "WORK", "PRODUCT", "CONCEPT"), "THING"),
}
_ROLES: Final = ("subject", "object", "oblique", "possessor", "modifier", "conjunct", "apposition")
_FORMS: Final = ("he", "she", "it", "they", "I", "you", "we")
_GAPS: Final = ("same sentence", "one sentence back", "two sentences back", "further back")

_THING: Final = (
    *(f"is {t or 'untyped'}" for t in _TYPES), "guessed type", "named", "gender agrees",
    "likely gender agrees", "likely gender differs", "no gender known", "is plural", "is singular",
    "mentions", "mentions of late", "recency", "most recent", "most mentioned", "introduced first",
    "spoken to", "only one",
)  # fmt: skip
_PLACE: Final = (
    *_GAPS, "sentences between", "mentions between", "follows", "same role", "both subjects",
    "same governor", "subject of clause above", "subject of clause of what is owned",
    "holds pronoun", "same quotation", "only pronoun quoted", "only candidate quoted",
    "same paragraph", "last mention of it", "first mention of it", "nearest subject", "same form",
)  # fmt: skip
_CANDIDATE: Final = (
    "is name", "is nominal", "is pronoun", *(f"is {r}" for r in _ROLES), "definite", "bare",
    "indefinite", "quoted", "opens its sentence", "subject of its sentence", "depth",
    *(f"is '{f}'" for f in _FORMS),
)  # fmt: skip
_PRONOUN: Final = (
    *(f"'{f}'" for f in _FORMS[:4]), "possessive", "reflexive",
    *(f"pronoun is {r}" for r in _ROLES), "pronoun quoted", "pronoun opens its sentence",
    "pronoun is subject of its sentence", "depth of pronoun", "unresolved",
)  # fmt: skip

NAMES: Final = (*_THING, *_PLACE, *_CANDIDATE, *_PRONOUN)
"""The traits, in the order of the columns of `Traits.of`."""

_OWN = len(_THING) + len(_PLACE)
_NO_TYPE = (0.0,) * len(_TYPES)
_ONE_TYPE = {t: tuple(float(t == u) for u in _TYPES) for t in _TYPES}


class Traits:
    """Traits of the mentions of one document; `of` gives those of pairs while it is resolved."""

    def __init__(self, d: Discourse) -> None:
        self._d = d
        breaks = [m.start() for m in re.finditer("\n", d.document.text)]
        starts = [m.start for m in d.mentions]
        self._paragraph = np.array([bisect_right(breaks, s) for s in starts], np.int64)
        self._sentence = np.array(d.sentence, np.int64)
        self._governor = np.array([f.governor for f in d.features], np.int64)
        self._head = np.array([f.head[0] for f in d.features], np.int64)
        self._quotation = np.array([f.quotation for f in d.features], np.int64)
        roles = [_role(f) for f in d.features]
        self._role = np.array([_ROLES.index(r) if r else -1 for r in roles], np.int64)
        self._form = np.array([_form(d, i) for i in range(len(starts))], np.int64)
        self._as_candidate = self._candidates()

    def of(self, i: int, candidates: Sequence[int]) -> Floats:
        """A row for each candidate of pronoun `i`, and a last one for that it has none."""
        n = len(candidates)
        found = np.zeros((n + 1, len(NAMES)), np.float32)
        found[:, -len(_PRONOUN) :] = self._as_pronoun(i)
        found[n, -1] = 1.0
        if n:
            at = np.array(candidates, np.int64)
            found[:n, : len(_THING)] = self._things(i, candidates)
            found[:n, len(_THING) : _OWN] = self._places(i, at)
            found[:n, _OWN : _OWN + len(_CANDIDATE)] = self._as_candidate[at]
        return found

    def _candidates(self) -> Floats:
        d, n = self._d, len(self._d.mentions)
        found = np.zeros((n, len(_CANDIDATE)), np.float32)
        for i, (m, f) in enumerate(zip(d.mentions, d.features, strict=True)):
            found[i, ("name", "nominal", "pronoun").index(m.kind)] = 1.0
            if self._role[i] >= 0:
                found[i, 3 + self._role[i]] = 1.0
            indefinite = m.kind == "nominal" and not f.definite and not f.bare
            found[i, 10:14] = f.definite, f.bare, indefinite, f.quotation >= 0
            found[i, 14:17] = self._standing(i)
            if self._form[i] >= 0:
                found[i, 17 + self._form[i]] = 1.0
        return found

    def _standing(self, i: int) -> tuple[float, float, float]:
        """Whether a mention is its sentence's first, and subject, and how deep it stands."""
        d, depth = self._d, len(self._d.features[i].above)
        opens = i == 0 or d.sentence[i - 1] != d.sentence[i]
        return float(opens), float(self._role[i] == 0 and not depth), depth / 5

    def _as_pronoun(self, i: int) -> list[float]:
        d, row = self._d, [0.0] * len(_PRONOUN)
        form = d.pronoun(i)
        if 0 <= self._form[i] < 4:
            row[self._form[i]] = 1.0
        row[4], row[5] = form.kind == "possessive", form.kind == "reflexive"
        if self._role[i] >= 0:
            row[6 + self._role[i]] = 1.0
        row[13] = d.features[i].quotation >= 0
        row[14:17] = self._standing(i)
        return row

    def _things(self, i: int, candidates: Sequence[int]) -> list[list[float]]:
        d, rows = self._d, dict[int, list[float]]()
        clusters = [d.clusters[d.of[j]] for j in candidates]
        gender, to = d.pronoun(i).gender, self._hearer(i)
        most, oldest = max(len(c.mentions) for c in clusters), min(c.id for c in clusters)
        for c in clusters:
            if c.id not in rows:
                row = self._thing(c, i, gender)
                rank = len(rows)
                row += [1 / (1 + rank), rank == 0, len(c.mentions) == most, c.id == oldest]
                row += [c.id == to, 0.0]
                rows[c.id] = row
        for row in rows.values() if len(rows) == 1 else ():
            row[-1] = 1.0
        return [rows[c.id] for c in clusters]

    def _thing(self, c: Cluster, i: int, gender: str) -> list[float]:
        d = self._d
        type_ = _OF_TYPE.get(c.kind, c.kind)
        row = list(_ONE_TYPE.get(type_, _NO_TYPE))
        unsure = not c.gender and gender in ("masc", "fem")
        late = sum([d.sentence[i] - d.sentence[m] < 3 for m in c.mentions[-8:]])
        row += [
            not c.type and bool(c.guess),
            c.named,
            bool(gender) and c.gender == gender,
            unsure and c.likely == gender,
            unsure and c.likely not in ("", gender),
            not c.gender and not c.likely,
            c.number == "plur",
            c.number == "sing",
            _log(len(c.mentions)),
            late / 4,
        ]
        return row

    def _hearer(self, i: int) -> int:
        """The cluster that a quotation around a pronoun is said to, or -1."""
        d, q = self._d, self._d.features[i].quotation
        to = d.quotations[q].to if 0 <= q < len(d.quotations) else None
        return -1 if to is None or to.head is None else d.of.get(d.at.get(to.head, -1), -1)

    def _places(self, i: int, at: NDArray[np.int64]) -> Floats:
        d = self._d
        gap = np.abs(self._sentence[i] - self._sentence[at])
        role, quotation = self._role[at], self._quotation[at]
        quoted = self._quotation[i] >= 0
        governor, subject = self._governor[at], role == 0
        above = d.features[i].above
        owned = d.at.get(d.features[i].governor)
        owned_by = -2 if owned is None else d.features[owned].governor
        inside = (self._head[at] == self._governor[i]) | _among(self._head[at], above)
        named = [d.clusters[d.of[j]].mentions for j in at.tolist()]
        last = [mentions[-1] == j for mentions, j in zip(named, at.tolist(), strict=True)]
        first = [mentions[0] == j for mentions, j in zip(named, at.tolist(), strict=True)]
        nearest = np.zeros(len(at), np.bool_)
        nearest[np.flatnonzero(subject & (at < i))[:1]] = True
        columns = [
            gap == 0,
            gap == 1,
            gap == 2,
            gap > 2,
            np.log1p(gap),
            np.log1p(np.abs(i - at)),
            at > i,
            (role == self._role[i]) & (role >= 0),
            subject & (self._role[i] == 0),
            governor == self._governor[i],
            subject & _among(governor, above),
            subject & (governor == owned_by),
            inside,
            quoted & (quotation == self._quotation[i]),
            quoted & (quotation < 0),
            (not quoted) & (quotation >= 0),
            self._paragraph[at] == self._paragraph[i],
            np.array(last),
            np.array(first),
            nearest,
            (self._form[at] == self._form[i]) & (self._form[i] >= 0),
        ]
        found = np.empty((len(at), len(columns)), np.float32)
        for k, column in enumerate(columns):
            found[:, k] = column
        return found


def _among(values: NDArray[np.int64], few: Iterable[int]) -> NDArray[np.bool_]:
    """`np.isin` for few values, where it is slower than one look for each."""
    found = np.zeros(len(values), np.bool_)
    for value in few:
        found |= values == value
    return found


@cache
def _log(count: int) -> float:
    return float(np.log1p(count))


def _role(f: Features) -> str:
    """The grammatical role of a mention, one of `_ROLES` or ""."""
    if f.role in SUBJECTS:
        return "subject"
    if f.role in OBJECTS:
        return "object"
    if f.role == "nmod:poss":
        return "possessor"
    base = f.role.partition(":")[0]
    return {"obl": "oblique", "nmod": "modifier", "conj": "conjunct", "appos": "apposition"}.get(
        base, ""
    )


def _form(d: Discourse, i: int) -> int:
    """Which of `_FORMS` a pronoun is a form of, or -1."""
    if d.mentions[i].kind != "pronoun":
        return -1
    form = d.pronoun(i)
    if form.kind not in ("personal", "possessive", "reflexive"):
        return -1
    if form.person == 3:
        return ("masc", "fem", "neut", "").index(form.gender)
    return 5 if form.person == 2 else 4 if form.number == "sing" else 6
