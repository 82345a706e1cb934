from __future__ import annotations

import numpy as np

from kg.language.embedded.names import (
    Tags,
    find,
    plausible,
    with_nationalities,
    with_one_type,
    with_repeated,
    without_authors,
)
from tests.unit.language.embedded.fakes import NAMES, TYPES, transitions

TAGS = Tags(NAMES, TYPES, {"PER": ["PERSON"], "LOC": ["GPE", "FAC"]}, ["DATE"])
DECODER = {"names_transitions": transitions(NAMES), "types_transitions": transitions(TYPES)}


def emissions(tags, chosen):
    found = np.zeros((len(chosen), len(tags)), np.float32)
    for i, tag in enumerate(chosen):
        found[i, tags.index(tag)] = 5
    return found


def names(coarse, fine):
    return find(
        emissions(NAMES, coarse.split()), emissions(TYPES, fine.split()),
        [0, len(coarse.split())], TAGS, DECODER,
    )  # fmt: skip


def test_a_place_takes_the_finer_type_of_its_words():
    assert names("B-LOC E-LOC O", "B-FAC E-FAC O") == [(0, 2, "FAC")]


def test_the_finer_type_is_one_of_the_coarse_type():
    assert names("S-LOC O", "S-PERSON O")[0][2] in ("GPE", "FAC")


def test_literals_stand_beside_names_but_never_in_them():
    assert names("S-PER O O", "O B-DATE E-DATE") == [(0, 1, "PERSON"), (1, 3, "DATE")]
    assert names("S-PER S-PER", "B-DATE E-DATE") == [(0, 1, "PERSON"), (1, 2, "PERSON")]


def test_names_that_only_the_finer_tagger_finds_are_left_out():
    assert names("O O", "S-PERSON O") == []


def test_a_name_has_a_word_that_can_name():
    found = [(0, 2, "GPE"), (2, 3, "GPE"), (3, 4, "DATE")]
    assert plausible(found, [False, True, False, False], ["DATE"]) == [found[0], found[2]]


def test_adjectives_are_nationalities():
    found = [(0, 2, "GPE"), (3, 4, "GPE"), (4, 5, "ORG")]
    words, tags = "South Korean in Korea Wide".split(), ["JJ", "JJ", "IN", "NNP", "JJ"]
    kinds = [kind for *_, kind in with_nationalities(found, words, tags)]
    assert kinds == ["NORP", "GPE", "ORG"]


def test_their_plurals_are_too():
    found = [(0, 1, "GPE"), (1, 2, "ORG"), (2, 3, "ORG")]
    kinds = [
        k
        for *_, k in with_nationalities(
            found, "Korean Koreans Jets".split(), ["JJ", "NNPS", "NNPS"]
        )
    ]
    assert kinds == ["NORP", "NORP", "ORG"]


def test_one_type_for_a_name():
    words = "Kiev Kiev Kiev May May".split()
    found = [(0, 1, "GPE"), (1, 2, "FAC"), (2, 3, "GPE"), (3, 4, "PERSON"), (4, 5, "DATE")]
    types = [kind for *_, kind in with_one_type(found, words, ["DATE"])]
    assert types == ["GPE", "GPE", "GPE", "PERSON", "DATE"]


def repeated(text, found, proper):
    words = text.split()
    return with_repeated(found, words, [w in proper.split() for w in words], ["DATE"])


def test_a_name_that_stands_again_is_found_again():
    found = [(0, 1, "ORG")]
    assert repeated("Firefox grew . I like Firefox", found, "Firefox") == [*found, (5, 6, "ORG")]
    assert repeated("Firefox grew . a Firefox", found, "") == found


def test_the_last_word_of_a_persons_name_is_found_again():
    found = [(0, 2, "PERSON")]
    assert repeated("Runa Vik left . Vik sang", found, "Runa Vik") == [*found, (4, 5, "PERSON")]
    assert repeated("Runa Jr. left . Jr. sang", found, "Runa Jr.") == found
    found = [(0, 2, "ORG")]
    assert repeated("Runa Vik left . Vik sang", found, "Runa Vik") == found


def test_a_part_of_another_name_is_no_repetition():
    found = [(0, 1, "GPE")]
    assert repeated("Oslo grew . the Oslo Herald", found, "Oslo Herald") == found
    assert repeated("Oslo grew . East Oslo", found, "Oslo East") == found


def test_a_literal_is_not_repeated():
    found = [(0, 1, "DATE")]
    assert repeated("May came . May left", found, "May") == found


def test_an_author_is_parted_from_a_work():
    tags = Tags(["O"], ["O", "S-PERSON", "S-WORK"], {"PER": ["PERSON"], "MISC": ["WORK"]}, [])
    types = emissions(tags.types, "S-PERSON S-PERSON O S-WORK".split())
    words = "Runa Vik 's Harbours".split()
    assert without_authors([(0, 4, "WORK")], words, types, tags) == [
        (0, 2, "PERSON"), (3, 4, "WORK")
    ]  # fmt: skip
    assert without_authors([(0, 4, "ORG")], words, types, tags) == [(0, 4, "ORG")]
    assert without_authors([(1, 4, "WORK")], words[:4], types, tags) == [(1, 4, "WORK")]
