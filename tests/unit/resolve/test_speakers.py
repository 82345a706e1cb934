"""Who speaks where nobody is named: dialogues take turns, reports leave a speaker open."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import exp

from kg.data import Attribution, Document, DocumentGraph, Phrase
from kg.resolve.conversation import Conversation
from kg.resolve.coreference import coreference
from kg.resolve.reports import is_report
from kg.resolve.speakers import chances
from tests.unit.resolve.builder import Text

DIALOGUE = (
    "“Are you there, [Bess](PERSON vocative>there)?” asked [Adam](PERSON nsubj>asked).\n\n"
    "“I am,” said [Bess](PERSON nsubj>said).\n\n"
    "“Then come down at once.”\n\n“Why should I?”\n\n“There is a letter for you.”\n\n"
    "“Who sent it?”\n\n“Nobody that you know.”\n\n“How strange that is!”\n\n“Come and see.”\n\n"
    "“Very well then.”\n\n"
)


def conversation(text: Text) -> Conversation:
    return Conversation(coreference(Document(text.text), text.extraction))


def speakers(graph: DocumentGraph) -> list[str]:
    """The labels of the speakers of all quotations, "" where open."""
    labels = {e.id: e.label for e in graph.entities}
    return [labels[q.speaker.entity or ""] if q.speaker else "" for q in graph.quotations]


def test_two_who_talk_take_turns() -> None:
    text = Text(DIALOGUE).said_by("Adam")
    text.quotations[1] = replace(text.quotations[1], speaker=text.phrase("Bess", 1))
    found = speakers(text.resolve())
    assert set(found) == {"Adam", "Bess"}
    assert all(a != b for a, b in pairwise(found))


def test_a_dialogue_is_no_report() -> None:
    dialogue = Text(DIALOGUE).said_by("Adam")
    report = Text("“We agree on that,” said [Lind](PERSON nsubj>said). Boats left.").said_by("Lind")
    assert not is_report(conversation(dialogue))
    assert is_report(conversation(report))


def test_a_report_goes_on_with_the_speaker_of_the_paragraph() -> None:
    text = Text(
        "“We sank,” said [Lind](PERSON nsubj>said). “Nobody died in the end.”\n\n"
        "[Moe](PERSON nsubj>left) left. The harbour was closed for a day or so.\n\n“It was closed.”"
    ).said_by("Lind")
    assert speakers(text.resolve()) == ["Lind", "Lind", ""]


def test_a_term_in_quotation_marks_is_nobodys() -> None:
    text = Text("“We sank,” said [Lind](PERSON nsubj>said).\n\n“Sinking”\n\nBoats sank.")
    assert speakers(text.said_by("Lind").resolve()) == ["Lind", ""]


def test_a_pronoun_beside_a_quotation_is_who_acts_before_it() -> None:
    text = Text(
        "[Ann](PERSON nsubj>met) met [Eve](PERSON obj>met). [Eve](PERSON nsubj>rose) rose.\n\n"
        "“We sank long ago,” [she](pro nsubj>said) said."
    )
    assert speakers(text.said_by("she").resolve()) == ["Eve"]


def test_i_in_a_quotation_is_the_speaker_who_is_found() -> None:
    text = Text(
        "“We sank,” said [Lind](PERSON nsubj>said). “But [I](pro nsubj>swam) swam home alone.”"
    )
    assert text.said_by("Lind").with_("I") == ["Lind", "I"]


def test_what_nobody_was_named_for_is_said_by_the_speaker_who_is_found() -> None:
    text = Text(
        "“We sank,” said [Lind](PERSON nsubj>said). “The [boats](nom nsubj>sank plur) sank there.”"
    ).said_by("Lind")
    text.clause("verbal", "boats", "sink", attribution=Attribution(Phrase("somebody")))
    at = text.mention("boats").start
    text.clauses[0] = replace(text.clauses[0], id=f"c{at}")
    (found,) = text.resolve().clauses
    assert found.attribution is not None
    assert found.attribution.source.text == "Lind"


def test_chances_sum_to_one() -> None:
    odds = chances({1: {"a": 1.0}, 2: {}, 3: {"b": 2.0}}, {"a": 0.5, "b": -1.0})
    assert abs(sum(map(exp, odds.values())) - 1) < 1e-9
    assert max(odds, key=odds.__getitem__) == 1


def test_an_answer_to_the_writers_question_is_given_by_who_spoke() -> None:
    text = Text(
        "“We sank,” said [Lind](PERSON nsubj>said). [Moe](PERSON nsubj>swam) swam home.\n\n"
        "Was [he](pro nsubj>Was) rescued?\n\n“Not by us this time.”"
    )
    assert speakers(text.said_by("Lind").resolve()) == ["Lind", "Lind"]


def test_questions_and_cries_make_a_story() -> None:
    said = "“We agree{0}” said [Lind](PERSON nsubj>said). Boats left. “Nobody did{1}” Boats sank."
    assert is_report(conversation(Text(said.format(",", ".")).said_by("Lind")))
    assert not is_report(conversation(Text(said.format("!", "?")).said_by("Lind")))


def test_a_quotation_is_of_who_speaks_in_its_paragraph() -> None:
    text = Text(
        "“We sank,” said [Moe](PERSON nsubj>said). \n\n"
        "The [boats](nom nsubj>sunk plur), [Lind](PERSON nsubj>added) added, had sunk. "
        "[Lind](PERSON nsubj>knew) knew [Ann](PERSON obj>knew). “She swims very well.”"
    ).said_by("Moe")
    text.clause("verbal", "boats", "sink", attribution=Attribution(text.phrase("Lind")))
    assert speakers(text.resolve()) == ["Moe", "Lind"]
