"""Extraction from what is hardly language, by the model that ships: quick, calm, and quiet."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.analysis import analyse
from kg.data import Document, DocumentGraph
from kg.extract import judgement
from kg.extract.rules import BUILT_IN
from kg.language import embedded

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not embedded.is_shipped(), reason="the package carries no model"),
]

NEWS = """Angela Merkel met Emmanuel Macron in Paris on 3 May 2019. The chancellor said that Germany
would pay $3 million to UNESCO. Mara Velin, the minister, did not sign the accord."""
CLAUSE = "and then the owner of the mine met the minister near the harbour while the union waited "
CODE = """def main(argv):
    for i in range(10):
        if argv[i] is None:
            raise ValueError(f'bad {i}')
    return {k: v for k, v in data.items()}

int main(void) { printf("hello %d", x); return 0; }

SELECT name, age FROM users WHERE id = 3 AND age >= 18;
"""
TWEETS = """@maravelin omg cant believe the #ferry sank lol 😂😂 https://t.co/abc123
RT @halden: BREAKING!!! mine closed #strike #news
smh u guys r the worst... jk ❤️ @pillai plz fix ur app
"""
POEM = """Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date;
"""
MANY = {
    "no full stop": " ".join((CLAUSE * 300).split()[:5_000]),
    "nested brackets": "The minister " + "(" * 400 + "who left" + ")" * 400 + " signed it.",
    "brackets of words": "The minister " + "(who met the owner " * 400 + ")" * 400 + " left.",
    "quoted speech": "Velin said that " * 300 + "Thorne left.",
    "embedded verbs": "Velin tried " + "to try " * 800 + "to leave.",
    "commas": "Velin , " * 2_000 + "left.",
}
FOREIGN = {
    "German": "Angela Merkel traf Emmanuel Macron in Paris. Die Firma verkaufte zwei Schiffe.",
    "French": "Angela Merkel a rencontré Emmanuel Macron à Paris. La société a vendu ses navires.",
    "Spanish": "Angela Merkel se reunió con Macron en París. La empresa vendió dos barcos.",
    "Russian": "Ангела Меркель встретила Макрона в Париже. Канцлер сказала, что заплатит.",
    "Chinese": "安格拉·默克尔在巴黎会见了马克龙。总理表示德国将支付三百万美元。",
}
SECONDS = 30
"""CPU time for any of these; a laptop needs one or two."""

Read = Callable[[str], DocumentGraph]


@pytest.fixture(scope="module")
def read() -> Read:
    nlp = embedded.load()
    return lambda text: analyse(Document(text, sources=("a.txt",)), nlp, BUILT_IN)


@pytest.mark.parametrize("name", MANY)
def test_endless_sentences_take_bounded_time(name: str, read: Read) -> None:
    start = time.process_time()
    found = read(MANY[name])
    assert time.process_time() - start < SECONDS
    assert len(found.clauses) <= len(MANY[name].split()) / 3 + 5


@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["capitals", "no capitals"])
def test_letters_of_one_case_deny_what_is_denied(change: Callable[[str], str], read: Read) -> None:
    signed = [c for c in read(change(NEWS)).clauses if "sign" in c.relation.lemma]
    assert all(c.factuality == "denied" for c in signed)


def test_without_marks_the_denial_stands(read: Read) -> None:
    bare = "".join(c for c in NEWS.lower() if c.isalnum() or c.isspace())
    signed = [c for c in read(bare).clauses if "sign" in c.relation.lemma]
    assert all(c.factuality == "denied" for c in signed)


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_state_next_to_nothing(language: str, read: Read) -> None:
    assert len(read(FOREIGN[language]).clauses) <= 1


def test_code_states_next_to_nothing(read: Read) -> None:
    assert sum(c.is_fact for c in read(CODE).clauses) <= 1


def test_tweets_and_poems_state_little(read: Read) -> None:
    for text in (TWEETS, POEM):
        assert sum(c.is_fact for c in read(text).clauses) <= 4


def test_the_judge_was_fitted_to_the_model_that_ships() -> None:
    """After another model is exported: `python -m training.factuality --data DATA`."""
    assert judgement.judge().encoder == embedded.identity()["checksum"]
