"""First and second person: speakers and hearers of quotations, the author, the reader."""

from __future__ import annotations

import re

from kg.resolve.discourse import Cluster, Discourse
from kg.resolve.names import Name, parse

_AUTHOR_KEYS = ("author", "from")


class Voices:
    """Who "I" and "you" are, inside each quotation and outside all of them."""

    def __init__(self, d: Discourse) -> None:
        self._d = d
        self._unknown: dict[tuple[int, int, str], Cluster] = {}

    def speaker(self, i: int) -> int | None:
        """The mention that speaks where a pronoun stands; for "you" that is spoken to."""
        q = self._d.features[i].quotation
        if not 0 <= q < len(self._d.quotations):
            return None
        quotation = self._d.quotations[q]
        phrase = quotation.to if self._d.pronoun(i).person == 2 else quotation.speaker
        found = None if phrase is None or phrase.head is None else self._d.at.get(phrase.head)
        return None if found == i else found

    def author(self) -> Name | None:
        """The one person that the document's metadata name as its author."""
        for key, value in self._d.document.metadata:
            if key.casefold() in _AUTHOR_KEYS:
                plain = re.sub(r"<[^>]*>|\([^)]*\)|\"", " ", value).strip()
                if plain and not re.search(r"[,;&@/]|\band\b", plain):
                    return parse(plain, "PERSON")
        return None

    def join_unknown(self, i: int) -> Cluster:
        """One cluster for all who say "I" (or "we", or are told "you") in one place.

        Outside quotations this is the document's author, or its reader.
        """
        form, q = self._d.pronoun(i), self._d.features[i].quotation
        key = (q, form.person, form.number)
        reason = ("speaker" if q >= 0 else "author") if form.person == 1 else "hearer"
        if key not in self._unknown:
            self._unknown[key] = self._d.new()
            self._unknown[key].type = "PERSON"
        cluster = self._unknown[key]
        to = cluster.mentions[-1] if cluster.mentions else None
        return self._d.join(i, cluster, reason, 0.5, to)
