"""The built-in rules. Those of other packages are found by the entry point group `kg.rules`."""

from __future__ import annotations

from kg.extract.rules import apposition, copular, nominal, verbal

BUILT_IN = (*verbal.RULES, *copular.RULES, *apposition.RULES, *nominal.RULES)
