from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language import universal
from kg.language.tree import read


@dataclass
class Construction:
    name: str
    rows: list[list[str]] = field(default_factory=list)

    def doc(self, vocab: Vocab) -> Doc:
        """The sentence in spaCy's scheme."""
        words, tags, pos, deps, heads = zip(*(row[:5] for row in self.rows), strict=True)
        doc = Doc(
            vocab,
            words=words,
            tags=tags,
            pos=pos,
            deps=deps,
            heads=[int(h) - 1 if h != "0" else i for i, h in enumerate(heads)],
        )
        doc.set_ents(list(self._people(doc)))
        return doc

    @property
    def expected(self) -> list[tuple[str, str, int]]:
        return [(row[0], row[6], int(row[7])) for row in self.rows]

    def _people(self, doc: Doc) -> Iterator[Span]:
        flags = [len(row) > 8 for row in self.rows]
        starts = [i for i, f in enumerate(flags) if f and (i == 0 or not flags[i - 1])]
        for start in starts:
            end = next((i for i in range(start, len(flags)) if not flags[i]), len(flags))
            yield Span(doc, start, end, label="PERSON")


def constructions() -> Iterator[Construction]:
    text = Path(__file__).with_name("constructions.txt").read_text(encoding="utf-8")
    for block in text.split("== ")[1:]:
        name, *lines = block.strip().splitlines()
        yield Construction(name, [line.split() for line in lines])


def shown(doc: Doc) -> list[tuple[str, str, int]]:
    return [(t.text, t.dep_, 0 if t.head.i == t.i else t.head.i + 1) for t in doc]


@pytest.mark.parametrize("construction", list(constructions()), ids=lambda c: c.name)
def test_construction(construction: Construction) -> None:
    assert shown(universal.view(construction.doc(Vocab()))) == construction.expected


def test_sentences_and_subtrees_stay_valid() -> None:
    vocab = Vocab()
    doc = Doc.from_docs([c.doc(vocab) for c in constructions()])
    assert doc is not None
    before = [(s.start, s.end) for s in doc.sents]
    universal.view(doc)
    assert [(s.start, s.end) for s in doc.sents] == before
    for sentence in doc.sents:
        assert [t.i for t in sentence.root.subtree] == list(range(sentence.start, sentence.end))
        assert sentence.root.dep_ == "root"


WORDS = (
    'is it that there of to as well than more such in order because rather , . ( ) " $ 3 million '
    "May 5 John San at least not and he left happy what want said"
).split()
TAGS = "VBZ VB IN TO NN NNP CD $ RB JJ CC , DT PRP WP".split()
POS = "AUX VERB ADP PART NOUN PROPN NUM SYM ADV ADJ CCONJ PUNCT DET PRON SCONJ".split()
LABELS = (
    "prep pobj pcomp attr acomp nsubj ccomp xcomp conj cc punct compound nummod quantmod advmod "
    "expl mark agent dative appos relcl advcl dep npadvmod neg amod nmod prt csubj"
).split()


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """One sentence with any words, tags and labels over any tree, crossing arcs included."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for at in range(1, size):
        heads[order[at]] = order[draw(st.integers(0, at - 1))]

    def pick(among: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(among), min_size=size, max_size=size))

    deps = [d if heads[i] != i else "ROOT" for i, d in enumerate(pick(LABELS))]
    doc = Doc(Vocab(), pick(WORDS), tags=pick(TAGS), pos=pick(POS), deps=deps, heads=heads)
    if draw(st.booleans()):
        doc.set_ents([Span(doc, 0, (size + 1) // 2, label="PERSON")])
    return doc


@settings(max_examples=400, deadline=None)
@given(trees())
def test_any_tree_becomes_a_tree(doc: Doc) -> None:
    heads, labels = universal.turn(read(doc))
    assert sum(h == i for i, h in enumerate(heads)) == 1
    assert all(labels)
    for i in range(len(heads)):
        path = {i}
        while heads[i] != i:
            i = heads[i]
            assert i not in path
            path.add(i)
        assert labels[i] == "root"


def test_a_document_without_a_parse_is_left_alone() -> None:
    doc = universal.view(Doc(Vocab(), words=["He", "left"]))
    assert not doc.has_annotation("DEP")


def test_an_empty_document_is_left_alone() -> None:
    assert len(universal.view(Doc(Vocab(), words=[]))) == 0


def test_dates_and_amounts_inside_of_a_phrase_take_its_place() -> None:
    """ "of $ 3 million": two heads give way in turn, the preposition and the number."""
    doc = Doc(
        Vocab(),
        words=["a", "gift", "of", "$", "3", "million"],
        tags=["DT", "NN", "IN", "$", "CD", "CD"],
        pos=["DET", "NOUN", "ADP", "SYM", "NUM", "NUM"],
        deps=["det", "ROOT", "prep", "quantmod", "compound", "pobj"],
        heads=[1, 1, 1, 5, 5, 2],
    )
    assert shown(universal.view(doc))[2:] == [
        ("of", "case", 4),
        ("$", "nmod", 2),
        ("3", "compound", 6),
        ("million", "nummod", 4),
    ]
