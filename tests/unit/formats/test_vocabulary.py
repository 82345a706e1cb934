from __future__ import annotations

import pytest

from kg.data import ENTITY_TYPES
from kg.formats.vocabulary import CLASSES, dated, term, typed


def test_every_entity_type_has_classes_of_its_own() -> None:
    assert set(CLASSES) == set(ENTITY_TYPES)
    assert len(set(CLASSES.values())) == len(CLASSES)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2019", "gYear"),
        ("2019-02", "gYearMonth"),
        ("2019-02-28", "date"),
        ("2019-02-28T10:00:00Z", "dateTime"),
        ("2019-02-29", "string"),
        ("2019-13", "string"),
        ("spring 2019", "string"),
        ("٢٠١٩", "string"),
        ("", "string"),
    ],
)
def test_dates_have_the_datatype_of_their_precision(text: str, datatype: str) -> None:
    assert dated(text) == (text, term(f"xsd:{datatype}"))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("41", "xsd:integer"),
        ("-4.5", "xsd:decimal"),
        ("10:30:00", "xsd:time"),
        ("P2D", "xsd:duration"),
        ("PT36H", "xsd:duration"),
        ("--02-28", "xsd:gMonthDay"),
        ("true", "xsd:boolean"),
    ],
)
def test_values_keep_their_datatype(text: str, datatype: str) -> None:
    assert typed(text, datatype) == (text, term(datatype))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("forty", "xsd:integer"),
        ("1e5", "xsd:decimal"),
        ("25:00:00", "xsd:time"),
        ("P", "xsd:duration"),
        ("PT", "xsd:duration"),
        ("41", "xsd:nothing"),
        ("41", "who:knows"),
        ("41", ""),
    ],
)
def test_what_is_no_value_of_its_datatype_is_a_string(text: str, datatype: str) -> None:
    assert typed(text, datatype) == (text, term("xsd:string"))
