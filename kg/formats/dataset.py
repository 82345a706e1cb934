"""What a graph's RDF says about itself: VoID, DCAT and PROV-O, without a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from kg.formats.iris import Iri, part
from kg.formats.nodes import LABEL, TYPE, Node, Pair, node
from kg.formats.profiles import Profile
from kg.formats.vocabulary import NAMESPACES, XSD_INTEGER, Value, plain, term
from kg.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Size:
    """How much a graph has of each."""

    documents: int
    entities: int
    relations: int
    statements: int

    @staticmethod
    def of(graph: KnowledgeGraph) -> Size:
        """The size of a graph in memory."""
        statements = graph.statements()
        relations = {s.predicate for s in statements}
        return Size(len(graph.documents), len(graph.entities()), len(relations), len(statements))


DISTRIBUTION = "kg-evidence"


def software() -> str:
    """Name of this program, with its version where it is installed ("kg-evidence 0.1.0")."""
    try:
        return f"{DISTRIBUTION} {version(DISTRIBUTION)}"
    except PackageNotFoundError:
        return DISTRIBUTION


def dataset(size: Size, profile: Profile) -> Iterator[Node]:
    """The dataset, the run that made it, and the software that was used."""
    iris = profile.iris
    run, tool, reader = (part(iris.dataset, name) for name in ("run", "kg", "model"))
    yield node(
        iris.dataset,
        [
            *((TYPE, term(c)) for c in ("void:Dataset", "dcat:Dataset", "prov:Entity")),
            (term("dcterms:title"), plain(profile.title)),
            (term("void:entities"), _count(size.entities)),
            (term("kg:relations"), _count(size.relations)),
            (term("kg:statements"), _count(size.statements)),
            (term("kg:documents"), _count(size.documents)),
            (term("kg:provenance"), plain(profile.provenance)),
            (term("void:uriSpace"), Value(iris.base)),
            *((term("void:vocabulary"), Iri(NAMESPACES[p])) for p in ("kg", "schema", "nif")),
            (term("prov:wasGeneratedBy"), run),
        ],
    )
    used = [(term("prov:used"), reader)] if profile.model else []
    yield node(run, [(TYPE, term("prov:Activity")), (term("prov:wasAssociatedWith"), tool), *used])
    yield node(tool, _software(software()))
    if profile.model:
        yield node(reader, [(TYPE, term("prov:Entity")), (LABEL, plain(profile.model))])


def _software(label: str) -> list[Pair]:
    classes = (term("prov:SoftwareAgent"), term("schema:SoftwareApplication"))
    return [*((TYPE, c) for c in classes), (LABEL, plain(label))]


def _count(number: int) -> Value:
    return Value(str(number), XSD_INTEGER)
