"""The gender that a word or a name tells: titles, kinship words, nouns, given names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.resolve.names import Name
from kg.resolve.words import KIN, PERSON_GENDER, TITLE_GENDER


@cache
def given_names() -> Mapping[str, str]:
    """The gender of each given name that one gender mostly bears, from `given_names.txt`."""
    text = files("kg.resolve").joinpath("given_names.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    gender = ""
    for word in (w for line in text.splitlines() if line[0] != "#" for w in line.split()):
        if word.endswith(":"):
            gender = word[:-1]
        else:
            found[word] = gender
    return MappingProxyType(found)


def gender_of_name(name: Name) -> str:
    """The gender that a person's titles or given name tell: "masc", "fem" or ""."""
    told = {TITLE_GENDER.get(t, "") for t in name.titles} - {""}
    if len(told) == 1:
        return told.pop()
    western = name.given[:1] == name.tokens[:1]
    return given_names().get(name.tokens[0], "") if name.given and western else ""


def gender_of_noun(lemma: str) -> str:
    """The gender that a noun tells ("sister": "fem"), or ""."""
    if lemma in KIN:
        return KIN[lemma][1]
    return PERSON_GENDER.get(lemma, "") or TITLE_GENDER.get(lemma, "")
