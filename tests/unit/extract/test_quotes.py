"""Quotation marks of every kind, quotations over several paragraphs, and who speaks."""

from __future__ import annotations

import pytest
import spacy

from kg.extract.attribution import with_attribution
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
