"""Case, edit scripts, spans and silver: pure functions of training."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("numpy", reason="training needs numpy (extra `train`)")

from kg.language.embedded.lemmas import apply_script
from kg.language.embedded.pieces import Shape
from training.corpus import Sentence, Span, bioes, disjoint, head_words, spans_of
from training.scripts import lemma_script
from training.silver import finer_type, merge_types
from training.words import lowered, uppered


def test_case_changes_of_shapes():
    assert lowered(Shape.MIXED) == Shape.LOWER
    assert lowered(Shape.DIGITS) == Shape.DIGITS
    assert uppered(Shape.LOWER, 1) == Shape.CAPITAL
    assert uppered(Shape.TITLE, 5) == Shape.UPPER


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Walked", "walk"),
        ("tried", "try"),
        ("better", "good"),
        ("Paris", "Paris"),
        ("children", "child"),
        ("n't", "not"),
        ("'s", "be"),
        ("I", "I"),
        ("NASA's", "NASA"),
        ("a", "a"),
        ("An", "a"),
        ("went", "go"),
        ("PARIS", "Paris"),
    ],
)
def test_script_makes_the_lemma(word, lemma):
    assert apply_script(lemma_script(word, lemma), word) == lemma


def test_a_script_carries_over_to_other_words():
    assert apply_script(lemma_script("walked", "walk"), "jumped") == "jump"
    assert apply_script(lemma_script("tried", "try"), "carried") == "carry"


def test_a_script_that_does_not_fit_leaves_the_word():
    assert apply_script("l|0+|5+", "Is") == "is"


def test_spans_and_tags_are_inverse():
    spans = [Span(0, 2, "PER"), Span(2, 3, "LOC"), Span(4, 7, "ORG")]
    assert spans_of(bioes(spans, 8)) == spans


def test_disjoint_keeps_the_longest():
    assert disjoint([Span(0, 1, "LOC"), Span(0, 3, "ORG"), Span(4, 5, "PER")]) == [
        Span(0, 3, "ORG"),
        Span(4, 5, "PER"),
    ]


def test_head_words_takes_the_smallest_span():
    heads = [1, 3, 1, -1]  # "old friend Ann left", roughly
    assert head_words([Span(0, 3, "person"), Span(2, 3, "name")], heads) == [
        "O",
        "person",
        "name",
        "O",
    ]


def test_durations():
    assert finer_type("DATE", "three years") == "DURATION"
    assert finer_type("TIME", "about two hours") == "DURATION"
    assert finer_type("DATE", "last year") == "DATE"
    assert finer_type("DATE", "the day") == "DATE"


def test_merge_types_gold_decides_extent_and_silver_the_type():
    words = "She left Lower Saxony in 1990 with Acme".split()
    names = [Span(2, 4, "LOC")]
    sentence = Sentence(words, [0] * len(words), names=names)
    silver = [Span(3, 4, "GPE"), Span(5, 6, "DATE"), Span(7, 8, "ORG")]
    tags = merge_types(sentence, silver, "uner", {"lower saxony": Counter(), "acme": Counter()})
    assert tags == ["O", "O", "B-GPE", "E-GPE", "O", "S-DATE", "O", "O"]


def test_lemma_lookup_keeps_what_is_agreed_and_not_plain():
    from training.corpus import Document
    from training.lemmas import build_lookup

    words = ["Went", "went", "dog", "dog", "Axes", "axes"]
    lemmas = ["go", "go", "dog", "dog", "axe", "axis"]
    xpos = ["VBD", "VBD", "NN", "NN", "NNS", "NNS"]
    sentence = Sentence(words, [0] * 6, xpos=xpos, lemmas=lemmas)
    assert build_lookup([Document("d", "ewt", [sentence])]) == {"went|VBD": "go"}


def test_mention_extent_cuts_what_stands_beside_it():
    from training.mentions import mention_extent

    # "The tall man , a baker , left"
    heads = [2, 2, 7, 5, 5, 2, 2, -1]
    deprels = ["det", "amod", "nsubj", "punct", "det", "appos", "punct", "root"]
    upos = ["DET", "ADJ", "NOUN", "PUNCT", "DET", "NOUN", "PUNCT", "VERB"]
    assert mention_extent(2, heads, deprels, upos) == (0, 3)
    assert mention_extent(5, heads, deprels, upos) == (4, 6)


def test_swapped_names_keep_their_types_and_stay_the_same_in_a_document():
    from random import Random

    from training.corpus import Document
    from training.swaps import collect_names, swap_names

    def named(words, names, types):
        return Sentence(words.split(), [0] * len(words.split()), names=names, types=types)

    document = Document(
        "d",
        "wikigold",
        [
            named(
                "Ann Lee left Wick",
                [Span(0, 2, "PER"), Span(3, 4, "LOC")],
                ["B-PERSON", "E-PERSON", "O", "S-GPE"],
            ),
            named("Wick is old", [Span(0, 1, "LOC")], ["S-GPE", "O", "O"]),
        ],
    )
    pool = {("PER", "PERSON"): [("Bo",)], ("LOC", "GPE"): [("Old", "Thorpe", "Hill")]}
    copy = swap_names(document, pool, Random(1), part=1.0)
    assert [s.words for s in copy.sentences] == [
        ["Bo", "left", "Old", "Thorpe", "Hill"],
        ["Old", "Thorpe", "Hill", "is", "old"],
    ]
    assert copy.sentences[0].types == ["S-PERSON", "O", "B-GPE", "I-GPE", "E-GPE"]
    assert copy.sentences[1].names == [Span(0, 3, "LOC")]
    assert collect_names([document])["LOC", "GPE"] == [("Wick",), ("Wick",)]
    assert document.sentences[0].words[0] == "Ann"
