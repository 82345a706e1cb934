"""Every syntax and profile, read by the parsers that docs/queries.md says know it."""

from __future__ import annotations

import logging
import re
import subprocess
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat

import kg
from kg.formats.profiles import SYNTAXES
from kg.graph import KnowledgeGraph
from tests.questions import PAGE
from tests.stores.jena import Jena
from tests.stores.shared import TripleText, held, parsed, program

FILES = [(how, syntax) for how, syntaxes in SYNTAXES.items() for syntax in syntaxes]
GRAPHS = ("seeds", "hostile")
RAPPER = {"ttl": "turtle", "nt": "ntriples", "trig": "trig", "nq": "nquads", "rdf": "rdfxml"}
RDFLIB = {"ttl": "turtle", "nt": "nt", "trig": "trig", "nq": "nquads", "rdf": "xml"}


@cache
def known() -> set[tuple[str, str, str]]:
    """Parsers with the profiles and syntaxes that the page says they know."""
    head, _, *lines = PAGE.partition("| syntax | `--provenance` ")[2].strip().splitlines()
    parsers = [re.sub(r"\W", "", name.split()[-1]) for name in head.strip("| ").split("|")]
    found = set()
    for line in lines:
        syntaxes, profiles, *answers = line.strip("| ").split(" | ")
        for how in re.findall(r"\w+", profiles):
            for syntax in re.findall(r"\w+", syntaxes):
                found |= {
                    (p, how, syntax) for p, a in zip(parsers, answers, strict=True) if a == "yes"
                }
    return found


def pairs(parser: str) -> list[tuple[str, str]]:
    """Profiles and syntaxes that a parser knows."""
    return [(how, syntax) for how, syntax in FILES if (parser, how, syntax) in known()]


def test_the_page_names_every_file_and_parser() -> None:
    assert {(how, syntax) for _, how, syntax in known()} == set(FILES)
    assert {parser for parser, *_ in known()} == {"rdflib", "pyoxigraph", "riot", "rapper"}


@pytest.fixture(scope="module")
def folder(graphs: Mapping[str, KnowledgeGraph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All graphs in all profiles and syntaxes: `seeds/reified.ttl`, …"""
    place = tmp_path_factory.mktemp("syntaxes")
    for name in GRAPHS:
        for how, syntax in FILES:
            kg.save(graphs[name], place / name / f"{how}.{syntax}", provenance=how)
    return place


def expected(folder: Path, name: str, how: str, syntax: str) -> set[TripleText]:
    """What pyoxigraph reads of the plainest syntax; XML has not all characters."""
    plainest = "nt" if how in ("reified", "none") else "nq"
    found = held(folder / name / f"{how}.{plainest}")
    return {tuple(map(_as_xml, triple)) for triple in found} if syntax == "rdf" else found


def _as_xml(term: str) -> str:
    """A term as N-Triples writes it, without the control characters that XML has not."""
    return re.sub(r"\\[bf]|\\u00(?:0[0-8BCEF]|1.)|[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", term)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("how", "syntax"), pairs("pyoxigraph"))
def test_pyoxigraph(folder: Path, name: str, how: str, syntax: str) -> None:
    found = held(folder / name / f"{how}.{syntax}")
    assert found == expected(folder, name, how, syntax)
    assert found


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("how", "syntax"), pairs("rdflib"))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's, of its own insides
def test_rdflib(
    folder: Path, name: str, how: str, syntax: str, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    found = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error", UserWarning)
        found.parse(folder / name / f"{how}.{syntax}", format=RDFLIB.get(syntax, "json-ld"))
    assert caplog.records == []
    lines = "".join(
        " ".join(term.n3() for term in triple) + " .\n"
        for triple in found.triples((None, None, None))
    )
    assert parsed(lines.encode(), RdfFormat.TURTLE) == expected(folder, name, how, syntax)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("how", "syntax"), pairs("riot"))
def test_riot(jena: Jena, folder: Path, name: str, how: str, syntax: str) -> None:
    # Debian's Jena has not what its reader of JSON-LD 1.1 stands on; ours is JSON-LD 1.0 too.
    kind = ["--syntax", "JSON-LD-10"] if syntax == "jsonld" else []
    out, said = jena.run("riot", *kind, "--output", "nq", folder / name / f"{how}.{syntax}")
    remarks = [remark for remark in said.split("[main] ") if remark]
    ours = [remark for remark in remarks if "String not in Unicode Normal Form C" not in remark]
    assert ours == [], "but for letters with marks that a text itself does not normalise"
    assert parsed(out, RdfFormat.N_QUADS) == expected(folder, name, how, syntax)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("how", "syntax"), pairs("rapper"))
def test_rapper(folder: Path, name: str, how: str, syntax: str) -> None:
    path = folder / name / f"{how}.{syntax}"
    command = [program("rapper"), "-q", "-i", RAPPER[syntax], "-o", "ntriples", path]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0
    assert parsed(done.stdout) == expected(folder, name, how, syntax)
