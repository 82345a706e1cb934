"""How types look and what is drawn how: colours that colour-blind eyes tell apart, and shapes.

Colours: M. Okabe, K. Ito, Color Universal Design (2008). No colour stands alone: types differ in
shape too, and kinds of statements in dashes and arrow heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from kg.data import Statement

Kind = OneOf["fact", "reported", "denied", "hypothetical"]
"""What a statement is to a reader: only a fact is drawn as plain."""

KINDS: tuple[Kind, ...] = ("fact", "reported", "denied", "hypothetical")


@dataclass(frozen=True, slots=True)
class Look:
    """How the entities of a type are drawn: a colour, a shape of vis-network."""

    colour: str
    shape: str


_BLUE, _SKY, _GREEN, _ORANGE = "#0072b2", "#56b4e9", "#009e73", "#e69f00"
_RED, _PURPLE, _GREY = "#d55e00", "#cc79a7", "#8a8f98"

LOOKS = {
    "PERSON": Look(_BLUE, "dot"),
    "GROUP": Look(_SKY, "hexagon"),
    "NORP": Look(_SKY, "triangleDown"),
    "ORG": Look(_ORANGE, "square"),
    "GPE": Look(_GREEN, "diamond"),
    "LOC": Look(_GREEN, "triangle"),
    "FAC": Look(_GREEN, "square"),
    "EVENT": Look(_RED, "star"),
    "WORK": Look(_PURPLE, "triangleDown"),
    "PRODUCT": Look(_PURPLE, "hexagon"),
    "CONCEPT": Look(_GREY, "dot"),
}
OTHER = "OTHER"
"""The name in the page of all types that are not ours."""

_OTHER_LOOK = Look(_GREY, "square")


def look_name(type_: str) -> str:
    """The name under which the page finds the look of a type, which may be any text."""
    return type_ if type_ in LOOKS else OTHER


def look(name: str) -> Look:
    """The look of that name."""
    return LOOKS.get(name, _OTHER_LOOK)


def kind_of(statement: Statement) -> Kind:
    """Denied and hypothetical come first: a denial that is reported is a denial."""
    if statement.factuality != "asserted":
        return statement.factuality
    return "reported" if statement.attribution else "fact"
