"""Readers of corpora, on short invented files in their forms."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="training needs numpy (extra `train`)")

from training.corpus import Span
from training.namebanks import (
    read_litbank,
    read_re3d,
    read_redocred,
    read_uner,
    read_wikigold,
)
from training.treebanks import read_treebank

TREES = """# newdoc id = one
# meta::genre = tale
# newpar
# text = Ann can't see.
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsee\tsee\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = The mayor of New Wick left
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(2-person-new-nnnnn-cf1-2-sgl
2\tmayor\tmayor\tNOUN\tNN\t_\t6\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
4\tNew\tNew\tADJ\tNNP\t_\t5\tamod\t_\tEntity=(3-place-new-nnnnn-cf2-2-sgl
5\tWick\tWick\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=3)2)
5.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_
6\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

# newpar
# text = Then
1\tThen\tthen\tADV\tRB\t_\t0\troot\t_\t_

"""


@pytest.fixture
def trees(tmp_path):
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    return read_treebank(path, "gum")


def test_treebank_words_heads_and_spacing(trees):
    (document,) = trees
    first, second, third = document.sentences
    assert (document.id, document.genre, document.view) == ("one", "tale", "gum")
    assert first.words == ["Ann", "ca", "n't", "see", "."]
    assert first.heads == [3, 3, 3, -1, 3]
    assert first.spaces == [4, 2, 1, 2, 1]
    assert second.words == ["The", "mayor", "of", "New", "Wick", "left"]
    assert second.spaces[0] == 2
    assert third.spaces[0] == 4


def test_treebank_mentions_and_names(trees):
    first, second, _ = trees[0].sentences
    assert first.names == [Span(0, 1, "PER")]
    assert second.mentions == [Span(3, 5, "place"), Span(0, 5, "person")]
    assert second.mention_heads == ["O", "person", "O", "O", "place", "O"]
    assert second.names == [Span(3, 5, "LOC")]


def test_uner(tmp_path):
    path = tmp_path / "names.iob2"
    path.write_text(
        "# newdoc id = a\n# sent_id = a-1\n1\tNew\tB-LOC\t-\tx\n2\tWick\tI-LOC\t-\tx\n\n"
        "1-2\tisn't\tO\t-\t-\n1\tis\tO\t-\t-\n2\tn't\tO\t-\t-\n\n",
        encoding="utf-8",
    )
    (document,) = read_uner(path)
    assert [s.words for s in document.sentences] == [["New", "Wick"], ["is", "n't"]]
    assert document.sentences[0].names == [Span(0, 2, "LOC")]


def test_redocred_keeps_the_longest_of_overlapping_mentions(tmp_path):
    path = tmp_path / "passages.json"
    wick = {"pos": [1, 2], "sent_id": 0, "type": "LOC"}
    club = {"pos": [0, 3], "sent_id": 0, "type": "ORG"}
    passage = {"title": "T", "sents": [["FC", "Wick", "United"]], "vertexSet": [[wick], [club]]}
    path.write_text(json.dumps([passage]), encoding="utf-8")
    (document,) = read_redocred(path)
    assert document.sentences[0].names == [Span(0, 3, "ORG")]


def test_wikigold_and_re3d(tmp_path):
    gold = tmp_path / "gold.conll"
    gold.write_text("-DOCSTART- O\n\nIn O\nWick I-LOC\n\n-DOCSTART- O\n\nAnn I-PER\n", "utf-8")
    assert [d.sentences[0].words for d in read_wikigold(gold)] == [["In", "Wick"], ["Ann"]]
    reports = tmp_path / "reports.conll"
    reports.write_text("\nWick\tB-Location\nfell\tO\n\n", "utf-8")
    assert read_re3d(reports)[0].sentences[0].names == [Span(0, 1, "LOC")]


def test_litbank_offsets_become_words(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Ann 's old house .\nShe left .", "utf-8")
        (tmp_path / f"{name}.ann").write_text(
            "T1\tFAC 0 16\tAnn 's old house\nT2\tPER 0 3\tAnn\nT3\tPER 19 22\tShe\n", "utf-8"
        )
    (book,) = read_litbank(tmp_path, held_out=1)
    assert book.id == "a"
    assert book.sentences[0].mentions == [Span(0, 4, "FAC"), Span(0, 1, "PER")]
    assert book.sentences[1].mentions == [Span(0, 1, "PER")]
