"""Counting: F1, attachment, spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class F1:
    """True positives, predictions and gold, as they are counted."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: Iterable[object], gold: Iterable[object]) -> None:
        """Count two sets of answers."""
        one, other = set(found), set(gold)
        self.right += len(one & other)
        self.found += len(one)
        self.gold += len(other)

    @property
    def value(self) -> float:
        """F1 in percent."""
        return 200 * self.right / max(self.found + self.gold, 1)


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    total: int = 0

    def add(self, right: Iterable[object]) -> None:
        """Count truths."""
        for value in right:
            self.right += bool(value)
            self.total += 1

    @property
    def value(self) -> float:
        """Percent."""
        return 100 * self.right / max(self.total, 1)
