"""How much of its provenance a graph's RDF holds, and in which way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import ConfigError
from kg.formats.iris import DEFAULT_BASE, Iris
from kg.formats.properties import Properties

TITLE = "Knowledge graph"

SYNTAXES = {
    "reified": ("ttl", "nt", "trig", "nq", "rdf", "jsonld"),
    "graphs": ("trig", "nq", "jsonld"),
    "rdf12": ("ttl", "nt", "trig", "nq"),
    "none": ("ttl", "nt", "trig", "nq", "rdf", "jsonld"),
}
"""Profiles of provenance, and the syntaxes that can hold them."""


@dataclass(frozen=True)
class Profile:
    """What the triples of a graph depend on beside the graph.

    `provenance` is "reified" (a node for each statement), "graphs" (the same, in a named graph
    for each document), "rdf12" (triple terms) or "none" (plain triples alone); `model` names the
    language model and its version, or is "".
    """

    iris: Iris
    properties: Properties
    title: str = TITLE
    model: str = ""
    provenance: str = "reified"


def profile(
    syntax: str,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
    provenance: str = "reified",
    mapping: Path | None = None,
) -> Profile:
    """The profile for these options; raises `ConfigError` where they make no sense."""
    check(provenance, syntax)
    return Profile(Iris(base_iri), Properties.load(mapping), title, model, provenance)


def check(provenance: str, syntax: str) -> None:
    """Raise `ConfigError` unless a syntax of RDF can hold this kind of provenance."""
    if provenance not in SYNTAXES:
        raise ConfigError(f"--provenance {provenance!r}: give one of {', '.join(SYNTAXES)}")
    if syntax not in SYNTAXES[provenance]:
        known = ", ".join(SYNTAXES[provenance])
        raise ConfigError(f"--provenance {provenance} cannot be written as {syntax}; use {known}")
