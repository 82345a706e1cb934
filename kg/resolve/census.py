"""What merging must know of all documents at once, before it looks at any two of their things.

Counts of the words of names, and nothing else: they can be taken anywhere and brought together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.lexis import Lexis
from kg.resolve.rarity import Rarity
from kg.resolve.units import Unit


@dataclass(frozen=True, slots=True)
class Census:
    """How rare names of people are, and what words other names are made of."""

    rarity: Rarity
    lexis: Lexis

    @staticmethod
    def of(units: Sequence[Unit]) -> Census:
        """The census of all named units."""
        people = (n for u in units if u.kind == "PERSON" for n in u.names)
        others = ((u.kind, n) for u in units if u.kind != "PERSON" for n in u.names)
        return Census(Rarity.of(people), Lexis.of(others))
