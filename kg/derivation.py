"""Why a statement stands in a graph: its texts analysed again, step by step.

A graph keeps the texts and the clauses, not the parses. `derivations` reads the block of a text
that a piece of evidence stands in once more, with a pipeline of today, and shows what the rule
saw. Another pipeline than that of the build may read the sentence otherwise, and says so.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language

from kg.analysis import blocks
from kg.data import Clause, Document, Evidence, Span, Statement
from kg.errors import GraphError
from kg.extract import Rule, extract
from kg.extract.words import Word, words

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a clause came out of its sentence.

    `sentence` is the text of it; `tree` has a line a word, in order: depth, word, tag, relation
    ("  " times the depth is its indent); `rule` the name of the rule and `does` the first line
    of its documentation; `factuality` what the clause is, `reason` the modality that made it so
    ("" for a fact), `cues` the words; `again` whether the pipeline found the same clause again.
    """

    evidence: Evidence
    sentence: str
    tree: tuple[tuple[int, str, str, str], ...]
    rule: str
    does: str
    factuality: str
    reason: str
    cues: tuple[str, ...]
    again: bool


def derivations(
    graph: KnowledgeGraph, statement: Statement, nlp: Language, rules: Sequence[Rule]
) -> Iterator[Derivation]:
    """The derivation of each piece of evidence, in order.

    Raises `GraphError` where the graph does not hold the text.
    """
    documented = {_name(rule): inspect.getdoc(rule) or "" for rule in rules}
    for evidence in statement.evidence:
        known = graph.documents.get(evidence.document)
        if known is None or not known.document.text:
            raise GraphError(
                f"statement {statement.id}: the graph does not hold its text, take its graph.json"
            )
        clause = evidence.clause
        at, made = _read(known.document, clause.sentence, nlp, rules)
        text = known.document.text
        yield Derivation(
            evidence,
            " ".join(text[slice(*clause.sentence)].split()),
            tuple(_tree(at)),
            clause.rule,
            _documentation(clause.rule, documented),
            clause.factuality,
            clause.modality,
            tuple(text[slice(*cue)] for cue in clause.cues),
            any(_same(clause, other) for other in made),
        )


def _read(
    document: Document, sentence: Span, nlp: Language, rules: Sequence[Rule]
) -> tuple[list[Word], tuple[Clause, ...]]:
    """The words of a sentence and the clauses of its block, offsets those of the document."""
    start, text = next(
        (start, text) for start, text in blocks(document) if start + len(text) > sentence[0]
    )
    doc = nlp(text)
    inside = [w for w in words(doc) if sentence[0] <= w.start + start < sentence[1]]
    return inside, extract(doc, rules, start, document.date).clauses


def _same(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same of the same words."""
    said = (one.rule, one.relation, one.factuality, one.subject.text)
    return said == (other.rule, other.relation, other.factuality, other.subject.text)


def _tree(sentence: list[Word]) -> Iterator[tuple[int, str, str, str]]:
    """Depth, word, tag and relation of each word; white space is left out."""
    for word in sentence:
        if not word.text.isspace():
            yield sum(1 for _ in word.ancestors()), word.text, word.tag, word.dep


def _documentation(name: str, documented: dict[str, str]) -> str:
    """The first line of a rule's documentation: of the longest name that this one begins with."""
    known = [n for n in documented if name == n or name.startswith(f"{n}_")]
    return documented[max(known, key=len)].partition("\n")[0].strip() if known else ""


def _name(rule: Rule) -> str:
    return getattr(rule, "__name__", type(rule).__name__)
