from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.language.embedded.tokens import tokenizer


@pytest.fixture(scope="module")
def cut():
    return tokenizer(English())


@pytest.mark.parametrize(
    "words",
    [
        "They do n't know",
        "You can not",
        "I wan na go",
        "the king 's co-workers",
        "pre-war non-fiction",
        "a well - known F - 16",
        "and / or",
        "What ?! No !!!",
        "pages 8 – 10",
        "see ( 12 ) :",
        "at 7:30 pm",
        "call 312-666-2372",
        "on 11-20-2000",
        "Smith et al. ( 1999 )",
        "========",
        "a mid-1990s thing",
        "$ 3.5 million",
        "report.2020.pdf",
        "go ? they",
        "<<< and >>>",
    ],
)
def test_words_are_those_of_the_treebanks(cut, words):
    glued = words
    for one, other in (
        (" n't", "n't"),
        ("can not", "cannot"),
        ("wan na", "wanna"),
        (" 's", "'s"),
        (" - ", "-"),
        (" / ", "/"),
        (" ?!", "?!"),
        (" !!!", "!!!"),
        (" – ", "–"),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        ("30 pm", "30pm"),
        ("$ ", "$"),
        ("go ? they", "go?they"),
    ):
        glued = glued.replace(one, other)
    assert [t.text for t in cut(glued)] == words.split()


@pytest.mark.parametrize(
    "text", ["a\n\nb  c\t d", "“Oh,”  she said…", "😀👍🏽 https://a.b/c?d=e#f", "\x00\ufffd\u200b"]
)
def test_no_character_is_lost(cut, text):
    assert cut(text).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I DON'T, WE'VE", "I DO N'T , WE 'VE"),
        ("don't/can't", "do n't / ca n't"),
        ("don't--really", "do n't -- really"),
        ("you’ve—you’ve", "you ’ve — you ’ve"),
        ("it`s", "it `s"),
        ("DONT", "DO NT"),
        ("WANT", "WANT"),
        ("O'Reilly's o'clock", "O'Reilly 's o'clock"),
        ("Qur'an", "Qur'an"),
    ],
)
def test_contractions_part_wherever_they_stand(cut, text, words):
    assert [t.text for t in cut(text)] == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in 1805.[6] An", "in 1805 . [ 6 ] An"),
        ("said.”[12][a] He", "said . ” [ 12 ] [ a ] He"),
        ("Byron[3] was", "Byron [ 3 ] was"),
    ],
)
def test_marks_of_notes_are_words(cut, text, words):
    assert [t.text for t in cut(text)] == words.split()
