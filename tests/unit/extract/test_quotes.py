"""Quotation marks of every kind, quotations over several paragraphs, and who speaks."""

from __future__ import annotations

import pytest
import spacy

from kg import plugins
from kg.extract import extract
from kg.extract.attribution import with_attribution
from kg.extract.quotemarks import spans
from kg.extract.quotes import quotations
from tests.conllu import parse

SAID = """\
1\t"\t"\tPUNCT\t``\t_\t4\tpunct\t_\tSpaceAfter=No
2\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\t_
3\tferry\tferry\tNOUN\tNN\t_\t4\tnsubj\t_\t_
4\tsank\tsink\tVERB\tVBD\t_\t8\tccomp\t_\tSpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\tSpaceAfter=No
6\t"\t"\tPUNCT\t''\t_\t4\tpunct\t_\t_
7\tLind\tLind\tPROPN\tNNP\t_\t8\tnsubj\t_\tEntity=PERSON
8\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\tSpaceAfter=No
"""
GOES_ON = """
1\t¶¶\t¶¶\tSPACE\t_SP\t_\t4\tdep\t_\tSpaceAfter=No
2\t"\t"\tPUNCT\t``\t_\t4\tpunct\t_\tSpaceAfter=No
3\tNobody\tnobody\tPRON\tNN\t_\t4\tnsubj\t_\t_
4\tdied\tdie\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\tSpaceAfter=No
6\t"\t"\tPUNCT\t''\t_\t4\tpunct\t_\tSpaceAfter=No
"""


def texts(text: str) -> list[str]:
    """The quotations of a text whose words have no parse."""
    doc = spacy.blank("en")(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return [text[q.start : q.end] for q in quotations(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we agree" and left.', ['"we agree"']),
        ("He said “we agree” and left.", ["“we agree”"]),
        ("He said ‘we don’t agree’ and left.", ["‘we don’t agree’"]),
        ("He said «we agree» and left.", ["«we agree»"]),
        ("He said „we agree“ and left.", ["„we agree“"]),
        ("He said ``we agree'' and left.", ["``we agree''"]),
        ('"We agree.\n\n"We always did," he said.', ['"We agree.', '"We always did,"']),
        ("“ We agree , ” he said . “ I do . ”", ["“ We agree , ”", "“ I do . ”"]),
        ("He said ‘the boys’ boats sank.’ Then he left.", ["‘the boys’ boats sank.’"]),
        (
            "He said ‘see “A” or not ’ ; then ‘ poison , ’ he said.",
            ["‘see “A” or not ’", "‘ poison , ’"],
        ),
        ("“I saw “The Mill” burn,” he said.", ["“I saw “The Mill” burn,”"]),
        ("“We agree.\n“We always did,” he said.", ["“We agree.", "“We always did,”"]),
        ("He asked, 'Are you there?' and left.", ["'Are you there?'"]),
        ("'Tis late, and the boys' hats are gone.", []),
        ("— Come here, she said.\n— No, I will not!\n", ["— Come here,", "— No, I will not!"]),
        ("— Boats\n— Nets\n", []),
        ("The fishermen's boats aren't theirs.", []),
        ('The 12" pipe and the 14" pipe.', []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_speaker_behind_the_quotation() -> None:
    doc = parse(SAID)
    (found,) = quotations(doc)
    assert found.speaker is not None
    assert found.speaker.text == "Lind"


def test_a_quotation_that_names_nobody_is_left_open() -> None:
    doc = parse(SAID + GOES_ON)
    assert [q.speaker.text if q.speaker else None for q in quotations(doc)] == ["Lind", None]


def test_without_quotations_nothing_is_attributed() -> None:
    assert list(with_attribution(parse(SAID), [], [])) == []


SPLIT = """\
1\t"\t"\tPUNCT\t``\t_\t3\tpunct\t_\tSpaceAfter=No
2\tWe\twe\tPRON\tPRP\t_\t3\tnsubj\t_\t_
3\trow\trow\tVERB\tVBP\t_\t6\tccomp\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\tSpaceAfter=No
5\t"\t"\tPUNCT\t''\t_\t3\tpunct\t_\t_
6\tgrinned\tgrin\tVERB\tVBD\t_\t0\troot\t_\t_
7\tLind\tLind\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=PERSON|SpaceAfter=No
8\t,\t,\tPUNCT\t,\t_\t6\tpunct\t_\t_
9\t"\t"\tPUNCT\t``\t_\t11\tpunct\t_\tSpaceAfter=No
10\tand\tand\tCCONJ\tCC\t_\t11\tcc\t_\t_
11\tswim\tswim\tVERB\tVBP\t_\t3\tconj\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\tSpaceAfter=No
13\t"\t"\tPUNCT\t''\t_\t6\tpunct\t_\t_
"""
INTRODUCED = """\
1\tLind\tLind\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=PERSON
2\tturned\tturn\tVERB\tVBD\t_\t0\troot\t_\t_
3\tto\tto\tADP\tIN\t_\t4\tcase\t_\t_
4\tMoe\tMoe\tPROPN\tNNP\t_\t2\tobl\t_\tEntity=PERSON|SpaceAfter=No
5\t:\t:\tPUNCT\t:\t_\t2\tpunct\t_\t_
6\t"\t"\tPUNCT\t``\t_\t7\tpunct\t_\tSpaceAfter=No
7\tSwim\tswim\tVERB\tVB\t_\t2\tparataxis\t_\t_
8\thome\thome\tADV\tRB\t_\t7\tadvmod\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\tSpaceAfter=No
10\t"\t"\tPUNCT\t''\t_\t7\tpunct\t_\t_
"""
VOICE = """\
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tSwim\tswim\tVERB\tVB\t_\t5\tccomp\t_\tSpaceAfter=No
3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No
4\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
5\tcried\tcry\tVERB\tVBD\t_\t0\troot\t_\t_
6\ta\ta\tDET\tDT\t_\t7\tdet\t_\t_
7\tvoice\tvoice\tNOUN\tNN\t_\t5\tnsubj\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_
"""

TITLED = """\
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tSwim\tswim\tVERB\tVB\t_\t5\tccomp\t_\tSpaceAfter=No
3\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\tSpaceAfter=No
4\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
5\tdemanded\tdemand\tVERB\tVBD\t_\t0\troot\t_\t_
6\tMiss\tMiss\tPROPN\tNNP\t_\t7\tnmod:desc\t_\tEntity=PERSON
7\tLind\tLind\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=PERSON|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_
"""
HYPHEN = """\
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No
2\tSwim\tswim\tVERB\tVB\t_\t9\tccomp\t_\tSpaceAfter=No
3\t?\t?\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No
4\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
5\tthe\tthe\tDET\tDT\t_\t8\tdet\t_\t_
6\tinn\tinn\tNOUN\tNN\t_\t8\tcompound\t_\tSpaceAfter=No
7\t-\t-\tPUNCT\tHYPH\t_\t6\tpunct\t_\tSpaceAfter=No
8\tkeeper\tkeeper\tNOUN\tNN\t_\t9\tnsubj\t_\t_
9\tdemanded\tdemand\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\t_
"""
THROWN_IN = """\
1\tLind\tLind\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=PERSON|SpaceAfter=No
2\t,\t,\tPUNCT\t,\t_\t1\tpunct\t_\t_
3\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
4\ta\ta\tDET\tDT\t_\t5\tdet\t_\t_
5\tfriend\tfriend\tNOUN\tNN\t_\t9\tnsubj\t_\tSpaceAfter=No
6\t,\t,\tPUNCT\t,\t_\t9\tpunct\t_\t_
7\t"\t"\tPUNCT\t``\t_\t9\tpunct\t_\tSpaceAfter=No
8\twill\twill\tAUX\tMD\t_\t9\taux\t_\t_
9\tswim\tswim\tVERB\tVB\t_\t3\tccomp\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\tSpaceAfter=No
11\t"\t"\tPUNCT\t''\t_\t9\tpunct\t_\t_
"""


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        (SPLIT, ["Lind", "Lind"]),
        (INTRODUCED, ["Lind"]),
        (VOICE, [None]),
        (TITLED, ["Miss Lind"]),
        (HYPHEN, ["the inn-keeper"]),
        (THROWN_IN, ["a friend"]),
    ],
)
def test_the_sentence_names_the_speaker(parsed: str, expected: list[str | None]) -> None:
    found = quotations(parse(parsed))
    assert [q.speaker.text if q.speaker else None for q in found] == expected


def test_the_verb_of_the_tag_is_no_second_source() -> None:
    doc = parse(THROWN_IN)
    quoted = quotations(doc)
    [clause] = [c for c in extract(doc, plugins.rules()).clauses if "swim" in c.relation.text]
    assert clause.attribution is not None
    assert (clause.attribution.source, clause.attribution.via) == (quoted[0].speaker, None)


def test_behind_a_tag_speech_in_dashes_goes_on() -> None:
    text = (
        "— The mockery of it! he said gaily. Your absurd name! He pointed to it.\n\n"
        "— Come in, — said Ann. — Sit down.\n\n— Thank you.\n"
    )
    found = [
        "— The mockery of it!",
        "Your absurd name!",
        "— Come in,",
        "— Sit down.",
        "— Thank you.",
    ]
    assert [text[s:e] for s, e in spans(text)] == found


def test_what_is_told_behind_a_tag_is_not_quoted() -> None:
    text = "-- Swim , Ann !\nhe said sternly .\nHe left .\n-- Never !\nshe cried .\nI swim .\n"
    assert [text[s:e] for s, e in spans(text)] == ["-- Swim , Ann !", "-- Never !", "I swim ."]
