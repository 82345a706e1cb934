from __future__ import annotations

from dataclasses import replace

import pytest

from kg.data import Argument, Literal
from kg.resolve.entities import without_determiner
from tests.unit.resolve.builder import Text, reported


def test_variants_of_a_name_are_one_entity_with_reasons() -> None:
    text = Text(
        "[Donald Trump](PERSON) left. President [Trump](PERSON) spoke. Mr [Trump](PERSON) slept."
    )
    (entity,) = text.resolve().entities
    assert entity.label == "Donald Trump"
    assert entity.aliases == ("Trump",)
    assert entity.gender == "masc"
    assert entity.description == "President"
    assert [m.link.reason for m in entity.mentions if m.link] == [
        "first mention", "surname", "surname",
    ]  # fmt: skip
    assert all(m.features is None for m in entity.mentions)


def test_a_surname_before_the_full_name_joins_it() -> None:
    text = Text("[Trump](PERSON) left. [Donald Trump](PERSON) spoke.")
    assert text.sets() == [["Trump", "Donald Trump"]]


def test_two_people_who_share_a_surname_stay_two() -> None:
    text = Text("[Elena Marchetti](PERSON) met [Tomas Marchetti](PERSON).")
    assert text.sets() == [["Elena Marchetti"], ["Tomas Marchetti"]]


def test_a_shared_surname_goes_by_gender_of_the_title() -> None:
    text = Text(
        "[Elena Marchetti](PERSON) met [Tomas Marchetti](PERSON). Mr [Marchetti](PERSON) left."
    )
    assert text.with_("Marchetti") == ["Tomas Marchetti", "Marchetti"]


def test_a_shared_surname_goes_by_role() -> None:
    text = Text(
        "[President](nom/PERSON) [Ann Hale](PERSON) met [Sue Hale](PERSON). "
        "[It](pro) rained. [President](nom/PERSON) [Hale](PERSON) left."
    )
    assert "Ann Hale" in text.with_("Hale")


def test_a_shared_surname_goes_to_who_was_just_spoken_of() -> None:
    text = Text(
        "[Elena Marchetti](PERSON nsubj>left) left. [Tomas Marchetti](PERSON nsubj>came) came. "
        "[Marchetti](PERSON nsubj>spoke) spoke."
    )
    assert text.with_("Marchetti") == ["Tomas Marchetti", "Marchetti"]


def test_a_shared_surname_goes_to_the_subject_rather_than_its_relative() -> None:
    text = Text(
        "[Kim Jong Un](PERSON) came. [Kim](PERSON nsubj>sat) sat. [It](pro) rained. [It](pro) was. "
        "[It](pro) ended. [It](pro) rained. [It](pro) was. "
        "[Kim Yo Jong](PERSON nsubj>left), "
        "[[Kim Jong Un](PERSON nmod:poss>sister)'s sister](nom/PERSON appos>Jong), left. "
        "[Kim](PERSON nsubj>spoke) spoke."
    )
    assert text.with_("Kim", 0) == ["Kim Jong Un", "Kim", "Kim Jong Un"]
    assert text.with_("Kim", 1) == ["Kim Yo Jong", "Kim"]


def test_a_shared_surname_without_a_clear_reason_stays_apart() -> None:
    text = Text(
        "[Elena Marchetti](PERSON conj>and) and [Tomas Marchetti](PERSON conj>and) met. "
        "[Marchetti](PERSON nsubj>spoke) spoke. [Marchetti](PERSON nsubj>left) left."
    )
    assert text.with_("Marchetti") == ["Marchetti", "Marchetti"]


def test_generations_are_told_apart() -> None:
    text = Text("[John Hale Sr.](PERSON) taught [John Hale Jr.](PERSON).")
    assert len(text.sets()) == 2


def test_a_person_is_not_a_place_of_the_same_name() -> None:
    text = Text(
        "[George Washington](PERSON) spoke. [Washington](PERSON) left [Washington](GPE). "
        "[Washington](GPE) slept."
    )
    assert text.sets() == [["George Washington", "Washington"], ["Washington", "Washington"]]


def test_a_titled_surname_is_not_a_relative_who_is_called_by_the_given_name() -> None:
    text = Text(
        "[Georgiana Reed](PERSON) sang. [Georgiana](PERSON) left. "
        "Mrs [Reed](PERSON) slept. Sir [Walter Elliot](PERSON) read. Mr [Elliot](PERSON) wrote."
    )
    assert text.sets() == [
        ["Georgiana Reed", "Georgiana"], ["Reed"], ["Walter Elliot"], ["Elliot"],
    ]  # fmt: skip


def test_a_king_is_not_somebody_of_his_given_name() -> None:
    text = Text("[Johann Lorimer](PERSON) spoke. [Johann II](PERSON head=Johann) left.")
    assert text.sets() == [["Johann Lorimer"], ["Johann II"]]


def test_what_a_person_is_of_is_no_surname() -> None:
    text = Text("[Wong Kei of Lorne](PERSON head=Wong) spoke. [Lorne](PERSON) left.")
    assert text.sets() == [["Wong Kei of Lorne"], ["Lorne"]]


def test_the_other_of_a_name_is_another() -> None:
    text = Text("The [SSC](ORG) sails. It was asked by the other [SSC](ORG).")
    assert text.sets() == [["SSC"], ["SSC"]]


def test_a_shared_surname_goes_to_whom_the_text_is_about() -> None:
    text = Text(
        "[Elena Moro](PERSON nsubj>sat) sat. [Elena](PERSON nsubj>read) read. "
        "[Elena](PERSON nsubj>wrote) wrote. [Elena](PERSON nsubj>slept) slept. "
        "[Elena](PERSON nsubj>sang) sang. [Elena](PERSON nsubj>swam) swam. "
        "[Elena](PERSON nsubj>cooked) cooked. "
        "[Elena Moro](PERSON nsubj>rose) and [Livia Moro](PERSON nsubj>rose) rose. "
        "[Moro](PERSON nsubj>left) left."
    )
    assert "Moro" in text.with_("Elena Moro")


def test_where_people_go_by_surname_a_title_parts_nobody() -> None:
    text = Text(
        "[Elena Moro](PERSON) rose. [Elena](PERSON) sat. [Moro](PERSON) and Mrs [Moro](PERSON)."
    )
    assert text.with_("Elena Moro") == ["Elena Moro", "Elena", "Moro", "Moro"]


def test_a_miss_and_a_mrs_of_one_surname_are_two() -> None:
    text = Text("[Miss Brooke](PERSON) sang. [Mrs Brooke](PERSON) slept. [Brooke](PERSON) rose.")
    assert text.sets() == [["Miss Brooke"], ["Mrs Brooke"], ["Brooke"]]


def test_a_demonym_is_not_its_place_nor_a_people_each_of_its_members() -> None:
    text = Text("[North Korea](GPE) and the [North Koreans](NORP) and a [North Korean](NORP).")
    assert text.sets() == [["North Korea"], ["North Koreans"], ["North Korean"]]


def test_acronyms_and_short_forms_join_their_expansions() -> None:
    text = Text(
        "[Halden Marine Energy](ORG) grew. [HME](ORG) paid. [Halden](ORG) lost. "
        "[Ingrid Halden](PERSON) wept."
    )
    assert text.sets() == [["Halden Marine Energy", "HME", "Halden"], ["Ingrid Halden"]]
    assert text.reason("HME") == "acronym"


def test_an_alias_in_brackets_is_believed_whatever_its_letters() -> None:
    text = Text("the [Bank of the North](ORG) ([Norbank](ORG)) lent. [Norbank](ORG) closed.")
    text.clause("alias", "Bank of the North", "be also known as", "Norbank")
    assert text.sets() == [["Bank of the North", "Norbank", "Norbank"]]
    assert text.reason("Norbank") == "alias"


# descriptions


def kims() -> Text:
    text = Text(
        "[[the dictator](nom/PERSON nmod:poss>sister)'s sister](nom/PERSON appos>Jong), "
        "[Kim Yo Jong](PERSON nsubj>accompanied), accompanied "
        "[[her](pro nmod:poss>brother) brother](nom/PERSON obj>accompanied). "
        "[Kim Yo Jong](PERSON nsubj>left), "
        "[[Kim Jong Un](PERSON nmod:poss>sister)'s sister](nom/PERSON appos>Jong), left."
    )
    text.clause("apposition", "Kim Yo Jong", "be", "the dictator's sister")
    text.clause("apposition", "Kim Yo Jong", "be", "Kim Jong Un's sister")
    text.clauses[1] = replace(text.clauses[1], subject=text.phrase("Kim Yo Jong", 1))
    return text


def test_an_apposition_ties_a_description_to_its_name_but_not_to_the_relative() -> None:
    text = kims()
    assert text.with_("Kim Yo Jong") == [
        "the dictator's sister", "Kim Yo Jong", "her", "Kim Yo Jong", "Kim Jong Un's sister",
    ]  # fmt: skip
    entity = next(e for e in text.resolve().entities if e.label == "Kim Yo Jong")
    assert entity.description == "the dictator's sister"
    assert entity.gender == "fem"


def test_kinship_words_lead_to_the_relative() -> None:
    assert kims().with_("Kim Jong Un") == ["the dictator", "her brother", "Kim Jong Un"]


def test_the_object_of_an_apposition_is_a_literal_so_that_it_says_something() -> None:
    graph = kims().resolve()
    clause = graph.clauses[0]
    assert clause.object is not None
    labels = {e.id: (e.label, e.type) for e in graph.entities}
    assert labels[clause.subject.entity or ""] == ("Kim Yo Jong", "PERSON")
    assert clause.object.literal is not None
    assert clause.object.literal.value == "the dictator's sister"


def test_a_definite_nominal_joins_who_was_described_by_its_head() -> None:
    text = Text(
        "energy minister [Elena Marchetti](PERSON nsubj>left) left. "
        "[The minister](nom/PERSON nsubj>slept) slept. [A minister](nom/PERSON nsubj>woke) woke."
    )
    text.clause("verbal", "A minister", "wake")
    assert text.sets() == [["Elena Marchetti", "The minister"], ["A minister"]]


def test_a_deputy_minister_is_not_the_minister() -> None:
    text = Text(
        "energy minister [Elena Marchetti](PERSON nsubj>met) met "
        "deputy foreign minister [Runa Vik](PERSON obj>met). "
        "[The minister](nom/PERSON nsubj>left) left."
    )
    text.clause("verbal", "The minister", "leave")
    assert text.sets() == [["Elena Marchetti", "The minister"], ["Runa Vik"]]


def test_modifiers_that_add_something_part_two_nominals() -> None:
    text = Text(
        "[The tall guard](nom/PERSON) left. [The short guard](nom/PERSON) stayed. "
        "[The guard](nom/PERSON) left."
    )
    for words in ("The tall guard", "The short guard"):
        text.clause("verbal", words, "act")
    assert text.sets() == [["The tall guard"], ["The short guard", "The guard"]]


def test_a_nominal_joins_the_organisation_that_has_its_word_in_the_name() -> None:
    text = Text("the [Institute for Coastal Studies](ORG) grew. [The institute](nom) closed.")
    assert text.sets() == [["Institute for Coastal Studies", "The institute"]]


def test_what_is_denied_ties_nothing() -> None:
    text = Text("[Kim](PERSON nsubj>minister) is not [the minister](nom/PERSON).")
    text.clause("copular_nominal", "Kim", "be", "the minister", factuality="denied")
    assert text.sets() == [["Kim"], ["the minister"]]


def test_what_is_only_said_describes_nobody() -> None:
    text = Text("[Ann Hale](PERSON) said [Kim](PERSON nsubj>thief) is [a thief](nom/PERSON).")
    said = reported(text, "Ann Hale")
    text.clause("copular_nominal", "Kim", "be", "a thief", attribution=said)
    kim = next(e for e in text.resolve().entities if e.label == "Kim")
    assert kim.description == ""


# pronouns


def test_a_pronoun_goes_to_the_nearest_of_its_gender() -> None:
    text = Text(
        "[Elena Marchetti](PERSON nsubj>met) met [Piet Lorimer](PERSON obj>met). "
        "[She](pro nsubj>left) left. [He](pro nsubj>stayed) stayed."
    )
    assert text.sets() == [["Elena Marchetti", "She"], ["Piet Lorimer", "He"]]


def test_the_subject_comes_before_other_roles() -> None:
    text = Text(
        "[Piet Lorimer](PERSON nsubj>met) met [Tomas Hale](PERSON obj>met). "
        "[He](pro nsubj>left) left."
    )
    assert text.with_("He") == ["Piet Lorimer", "He"]


def test_an_object_pronoun_is_not_the_subject_of_its_clause() -> None:
    text = Text(
        "[Tomas Hale](PERSON nsubj>slept) slept. "
        "[Piet Lorimer](PERSON nsubj>saw) saw [him](pro obj>saw)."
    )
    assert text.with_("him") == ["Tomas Hale", "him"]
    alone = Text("[Piet Lorimer](PERSON nsubj>saw) saw [him](pro obj>saw).")
    assert alone.with_("him") == ["him"]


def test_a_subject_pronoun_is_not_the_object_of_its_clause() -> None:
    text = Text(
        "[Piet Lorimer](PERSON nsubj>slept) slept. "
        "[He](pro nsubj>saw) saw [Lorimer](PERSON obj>saw) and [Tomas Hale](PERSON conj>Lorimer)."
    )
    assert "He" not in text.with_("Lorimer")


def test_a_reflexive_is_the_subject_of_its_clause() -> None:
    text = Text(
        "[Tomas Hale](PERSON nsubj>slept) slept. "
        "[Piet Lorimer](PERSON nsubj>saw) saw [himself](pro obj>saw)."
    )
    assert text.with_("himself") == ["Piet Lorimer", "himself"]
    assert text.reason("himself") == "reflexive"


def test_a_possessive_may_be_the_subject_but_not_what_it_owns() -> None:
    text = Text(
        "[Piet Lorimer](PERSON nsubj>saw) saw "
        "[[his](pro nmod:poss>friend) friend](nom/PERSON obj>saw)."
    )
    assert text.with_("his") == ["Piet Lorimer", "his"]


def test_it_is_no_person_and_he_is_no_company() -> None:
    text = Text(
        "[Piet Lorimer](PERSON nsubj>founded) founded [Halden Ltd](ORG obj>founded). "
        "[It](pro nsubj>grew) grew. [He](pro nsubj>left) left."
    )
    assert text.with_("He") == ["Piet Lorimer", "He"]
    assert "Piet Lorimer" not in text.with_("It")


def test_a_relative_pronoun_is_the_noun_that_its_clause_modifies() -> None:
    text = Text(
        "[Piet Lorimer](PERSON), [who](pro nsubj>left modifies=Lorimer) left, met "
        "[Ann Hale](PERSON)."
    )
    assert text.with_("who") == ["Piet Lorimer", "who"]


def test_a_pronoun_may_stand_before_its_name() -> None:
    text = Text("When [he](pro nsubj>arrived) arrived, [Piet Lorimer](PERSON nsubj>spoke) spoke.")
    assert text.with_("he") == ["he", "Piet Lorimer"]
    assert text.reason("he") == "cataphor"


def test_an_unresolved_pronoun_stays_as_an_entity_without_type() -> None:
    text = Text("[He](pro nsubj>left) left.").clause("verbal", "He", "leave")
    graph = text.resolve()
    (entity,) = graph.entities
    assert (entity.label, entity.type) == ("He", "")
    assert graph.clauses[0].subject.entity == entity.id


# quotations


def test_i_and_we_in_a_quotation_are_its_speaker_and_he_is_not() -> None:
    text = Text(
        "[Kim Jong Un](PERSON nsubj>came) came. [Donald Trump](PERSON nsubj>spoke) spoke. "
        "“[He](pro nsubj>likes) likes [me](pro obj>likes), and [we](pro nsubj>left) left,” "
        "[he](pro nsubj>said) said."
    ).said_by("he")
    assert text.with_("me") == ["Donald Trump", "me", "we", "he"]
    assert text.with_("He") == ["Kim Jong Un", "He"]


def test_you_in_a_quotation_is_who_is_spoken_to() -> None:
    text = Text("“[You](pro) lie,” [Ann Hale](PERSON) told [Piet Lorimer](PERSON).")
    text.said_by("Ann Hale", to="Piet Lorimer")
    assert text.with_("You") == ["You", "Piet Lorimer"]


def test_i_outside_quotations_is_the_author() -> None:
    marked = "[I](pro nsubj>met) met [Ann Hale](PERSON obj>met). [I](pro nsubj>left) left."
    nobody = Text(marked).resolve().entities[0]
    assert (nobody.type, len(nobody.mentions)) == ("", 2)
    author = Text(marked, (("author", "Rajan Pillai <r@example.org>"),)).resolve().entities[0]
    assert (author.label, author.type, len(author.mentions)) == ("Rajan Pillai", "PERSON", 2)


# groups


@pytest.mark.parametrize(("words", "group"), [("Both parliaments", False), ("Both sides", True)])
def test_only_nouns_for_what_was_named_are_a_group_of_it(words: str, group: bool) -> None:
    text = Text(
        "He is between [Cape Orrin](GPE obl>is) and [Skarn](GPE conj>Orrin). "
        f"[{words}](nom nsubj>voted plur) voted."
    ).clause("verbal", words, "vote")
    assert any(e.members for e in text.resolve().entities) is group


def test_they_after_two_names_is_a_group_with_members() -> None:
    text = Text(
        "[Donald Trump](PERSON nsubj>met) and [Kim Jong Un](PERSON conj>Trump) met. "
        "[The two leaders](nom/GROUP nsubj>ate plur) ate. [They](pro nsubj>left plur) left."
    )
    graph = text.resolve()
    names = {e.id: e.label for e in graph.entities}
    (group,) = [e for e in graph.entities if e.members]
    assert group.type == "GROUP"
    assert [names[m] for m in group.members] == ["Donald Trump", "Kim Jong Un"]
    assert group.label == "Donald Trump and Kim Jong Un"
    assert text.with_("They") == ["The two leaders", "They"]


def test_the_pair_is_the_two_people_just_named() -> None:
    text = Text(
        "[Donald Trump](PERSON nsubj>met) met [Kim Jong Un](PERSON obj>met). "
        "[The pair](nom nsubj>left) left."
    ).clause("verbal", "The pair", "leave")
    (group,) = [e for e in text.resolve().entities if e.members]
    assert len(group.members) == 2


def test_a_group_never_holds_the_subject_of_its_clause() -> None:
    text = Text(
        "[Donald Trump](PERSON nsubj>saw) saw [the pair](nom obj>saw). [Kim Jong Un](PERSON) left."
    ).clause("verbal", "Donald Trump", "see", "the pair")
    assert not any(e.members for e in text.resolve().entities)


def test_three_people_are_no_pair() -> None:
    text = Text(
        "[Ann Hale](PERSON) met [Sue Bell](PERSON) and saw [Kim Jong Un](PERSON). "
        "[The pair](nom) left."
    )
    assert not any(e.members for e in text.resolve().entities)


# phrases and entities


def test_every_phrase_gets_an_entity_and_ids_follow_the_text() -> None:
    text = Text("[Ann Hale](PERSON nsubj>sold) sold a lot of water to [Piet Lorimer](PERSON).")
    to = text.phrase("Piet Lorimer")
    text.clause(
        "verbal", "Ann Hale", "sell", "a lot of water", arguments=(Argument("to", to, "to"),)
    )
    graph = text.resolve()
    assert [(e.id, e.label) for e in graph.entities] == [
        ("e1", "Ann Hale"), ("e2", "lot of water"), ("e3", "Piet Lorimer"),
    ]  # fmt: skip
    assert [p.entity for p in graph.clauses[0].phrases()] == ["e1", "e2", "e3"]


def test_literals_get_no_entity() -> None:
    text = Text("[Ann Hale](PERSON) is 30.")
    text.clause("age", "Ann Hale", "be aged", "30")
    clause = text.clauses[0]
    assert clause.object is not None
    literal = Literal("30", "xsd:integer", "CARDINAL")
    text.clauses[0] = replace(clause, object=replace(clause.object, literal=literal))
    graph = text.resolve()
    assert len(graph.entities) == 1
    assert graph.clauses[0].object is not None
    assert graph.clauses[0].object.entity is None


def test_a_nominal_without_a_clause_is_dropped_and_a_name_is_kept() -> None:
    text = Text("[A plan](nom nsubj>failed) failed. [A house](nom) stood. [Ann Hale](PERSON) left.")
    text.clause("verbal", "A plan", "fail")
    assert text.sets() == [["A plan"], ["Ann Hale"]]


def test_bare_plurals_are_generic_concepts_once() -> None:
    text = Text("[Sanctions](nom plur nsubj>hurt) hurt. They hate [sanctions](nom plur obj>hate).")
    text.clause("verbal", "Sanctions", "hurt")
    (entity,) = text.resolve().entities
    assert entity.generic
    assert len(entity.mentions) == 2


def test_speakers_of_quotations_get_entities() -> None:
    text = Text("“Go,” [Ann Hale](PERSON) said.").said_by("Ann Hale")
    speaker = text.resolve().quotations[0].speaker
    assert speaker is not None
    assert speaker.entity == "e1"


@pytest.mark.parametrize("count", [1, 3])
def test_the_label_is_the_fullest_name_in_the_texts_own_words(count: int) -> None:
    text = Text("[J. Hale](PERSON) left. " * count + "[John R. Hale](PERSON) left.")
    assert text.resolve().entities[0].label == "John R. Hale"


@pytest.mark.parametrize(
    ("phrase", "label"), [("the first ship", "first ship"), ("any of those", "any of those")]
)
def test_a_label_keeps_its_head(phrase: str, label: str) -> None:
    assert without_determiner(phrase) == label
