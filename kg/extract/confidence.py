"""How likely a reader would call a clause right.

A first, hand-set scale by rule, shape and length; a calibrated model replaces it.
"""

from __future__ import annotations

from kg.data import Clause, Phrase

BY_RULE = {
    "title": 0.8, "age": 0.9, "location": 0.8, "kinship": 0.7, "apposition": 0.7, "alias": 0.9,
    "affiliation": 0.7, "copular_nominal": 0.8, "copular_locative": 0.75,
    "copular_adjective": 0.8, "verbal": 0.8, "verbal_passive": 0.8, "verbal_agent": 0.85,
    "existential": 0.5, "imperative": 0.5,
}  # fmt: skip
UNKNOWN_RULE = 0.6
LONG_PHRASE = 10
LONG_SENTENCE = 250


def confidence(clause: Clause) -> float:
    """Probability between 0.05 and 0.95, rounded to two places."""
    score = BY_RULE.get(clause.rule, UNKNOWN_RULE)
    score -= 0.1 * sum(_is_long(p) for p in (clause.subject, clause.object))
    if clause.sentence[1] - clause.sentence[0] > LONG_SENTENCE:
        score -= 0.1
    if clause.object is None and not clause.arguments:
        score -= 0.25  # often the parser lost what was done to whom
    if len(clause.relation.text.split()) > 6:
        score -= 0.1
    return round(min(0.95, max(0.05, score)), 2)


def _is_long(phrase: Phrase | None) -> bool:
    return phrase is not None and len(phrase.text.split()) > LONG_PHRASE
