"""What `import kg` offers: changed on purpose only."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg

NAMES = """
    Argument Attribution Block Clause ConfigError Document DocumentError DocumentGraph Edge Entity
    Evidence FormatError GraphError Interval KgError KnowledgeGraph Link Literal Mention ModelError
    Phrase Quotation Relation Source SourceError Statement StatementArgument StatementRef StoreError
    __version__ analyse build load merge save to_rdflib
"""


def test_the_public_names_are_these() -> None:
    assert sorted(kg.__all__) == sorted(NAMES.split())


@pytest.mark.parametrize("name", NAMES.split())
def test_every_public_name_is_there(name: str) -> None:
    value = getattr(kg, name)
    assert name == "__version__" or value.__name__ == name
    assert name == "__version__" or value.__doc__


def test_dir_shows_the_public_names() -> None:
    assert set(kg.__all__) <= set(dir(kg))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = kg.biuld  # type: ignore[attr-defined]


def test_every_error_derives_from_one() -> None:
    errors = [getattr(kg, name) for name in kg.__all__ if name.endswith("Error")]
    assert all(issubclass(error, kg.KgError) for error in errors)


HEAVY = ("spacy", "numpy", "networkx", "rdflib", "rich")


@pytest.mark.parametrize("code", ["import kg", "import kg.cli"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    script = f"{code}\nimport sys\nprint(*(set({HEAVY!r}) & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout.split() == []
    assert found.returncode == 0
