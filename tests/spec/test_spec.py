"""The readable specification: a sentence, its parse, the statements that a reader expects.

A statement is `subject | relation | object`, then further arguments behind `;`, then in brackets
what is not plain fact: `[denied]`, `[hypothetical]`, `[by speaker]`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.data import Clause
from kg.extract import extract
from kg.extract.rules import BUILT_IN
from tests.conllu import Example, read

FILES = sorted(Path(__file__).parent.glob("*.conllu"))
EXAMPLES = [pytest.param(e, id=f"{f.stem}: {e.name}") for f in FILES for e in read(f)]


def shown(clause: Clause) -> str:
    parts = [clause.subject.text, clause.relation.text]
    parts.append(clause.object.text if clause.object else "-")
    marks = [clause.factuality] if clause.factuality != "asserted" else []
    said = clause.attribution
    while said:
        marks.append(f"by {said.source.text}" + (f" to {said.to.text}" if said.to else ""))
        said = said.via
    arguments = "".join(f" ; {a.phrase.text}" for a in clause.arguments)
    return " | ".join(parts) + arguments + "".join(f" [{m}]" for m in marks)


@pytest.mark.parametrize("example", EXAMPLES)
def test_statements(example: Example) -> None:
    found = extract(example.doc, BUILT_IN, date="2024-05-14")
    assert [shown(c) for c in found.clauses] == example.statements


def test_every_rule_has_an_example() -> None:
    used = {c.rule for p in EXAMPLES for c in extract(p.values[0].doc, BUILT_IN).clauses}
    assert {r.__name__ for r in BUILT_IN} <= {*used}
