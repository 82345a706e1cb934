from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.analysis import analyse
from kg.data import Document
from kg.derivation import derivations
from kg.errors import GraphError
from kg.extract.rules import BUILT_IN
from kg.graph import KnowledgeGraph
from kg.resolve.across import assemble
from tests.conllu import parse

PARSED = """\
1	Velin	Velin	PROPN	NNP	_	2	nsubj	_	Entity=PERSON
2	failed	fail	VERB	VBD	_	0	root	_	_
3	to	to	PART	TO	_	4	mark	_	_
4	sign	sign	VERB	VB	_	2	xcomp	_	_
5	the	the	DET	DT	_	6	det	_	_
6	accord	accord	NOUN	NN	_	4	obj	_	SpaceAfter=No
7	.	.	PUNCT	.	_	2	punct	_	_
"""


class Pipeline:
    """One that gives the same parse whatever it is asked."""

    def __init__(self, parsed: str = PARSED) -> None:
        self.parsed = parsed

    def __call__(self, text: str) -> Doc:
        return parse(self.parsed)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        return (self(text) for text in texts)


def language(parsed: str = PARSED) -> Language:
    return cast("Language", Pipeline(parsed))


@pytest.fixture
def graph() -> KnowledgeGraph:
    document = Document("Velin failed to sign the accord. ", sources=("a.txt",))
    return assemble({document.id: analyse(document, language(), BUILT_IN)})


def test_a_derivation_shows_sentence_tree_rule_and_cues(graph: KnowledgeGraph) -> None:
    [statement] = graph.statements()
    [found] = derivations(graph, statement, language(), BUILT_IN)
    assert found.sentence == "Velin failed to sign the accord."
    assert found.tree[:4] == (
        (1, "Velin", "NNP", "nsubj"),
        (0, "failed", "VBD", "root"),
        (2, "to", "TO", "mark"),
        (1, "sign", "VB", "xcomp"),
    )
    assert found.rule == "verbal"
    assert found.does.startswith("A clause for each verb")
    assert (found.factuality, found.cues) == ("denied", ("failed",))
    assert found.again


def test_another_pipeline_reads_the_sentence_otherwise(graph: KnowledgeGraph) -> None:
    other = PARSED.replace("failed\tfail", "managed\tmanage")
    [statement] = graph.statements()
    [found] = derivations(graph, statement, language(other), BUILT_IN)
    assert not found.again


def test_without_texts_there_is_nothing_to_derive(graph: KnowledgeGraph) -> None:
    [statement] = graph.statements()
    graph.documents = {}  # as in a graph from RDF
    with pytest.raises(GraphError, match=r"graph\.json"):
        list(derivations(graph, statement, language(), BUILT_IN))
