from __future__ import annotations

import pytest

from kg.extract.prose import is_prose


@pytest.mark.parametrize(
    "sentence",
    [
        "Velin (born 1970) signed the accord; Thorne did not.",
        "He won the prize twice.[1][2][12, 13]",
        "See https://example.org/a_b?c=d&e=f#g for the rest.",
        "Write to <mara@example.org> & <vik@example.org>.",
        "The *whole* crew left.",
        "R&D costs rose to $3m (up 4%).",
    ],
)
def test_prose(sentence: str) -> None:
    assert is_prose(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "if argv[i] is None: raise ValueError(f'bad {i}')",
        "int main(void) { printf('hello', x); return 0; }",
        "SELECT name FROM users WHERE id = 3 AND age >= 18;",
        "<a href='x'><b>Velin</b> left</a>",
    ],
)
def test_code(sentence: str) -> None:
    assert not is_prose(sentence)
