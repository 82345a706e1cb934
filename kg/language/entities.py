"""Entity labels of other schemes as ours."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.data import ENTITY_TYPES, LITERAL_TYPES

NAME = "kg_entities"
OURS = frozenset(ENTITY_TYPES + LITERAL_TYPES)
RENAMED = {
    "PER": "PERSON",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
    "LANGUAGE": "CONCEPT",
    "MISC": "CONCEPT",
    "FACILITY": "FAC",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "NATIONALITY": "NORP",
}
"""Labels of OntoNotes, CoNLL 2003 and their kin; what is in no list becomes CONCEPT."""


def is_needed(nlp: Language) -> bool:
    """Whether a pipeline can produce entity labels that are not ours."""
    pipes = [p for p in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(p).assigns]
    return any(set(nlp.pipe_labels.get(p, ())) - OURS for p in pipes)


@Language.component(NAME, requires=["doc.ents"], assigns=["doc.ents"])
def rename(doc: Doc) -> Doc:
    """Give the entities of `doc` labels of `kg.data`."""
    if all(e.label_ in OURS for e in doc.ents):
        return doc
    doc.set_ents([_renamed(e) for e in doc.ents], default="unmodified")
    return doc


def _renamed(entity: Span) -> Span:
    label = entity.label_
    if label in OURS:
        return entity
    return Span(entity.doc, entity.start, entity.end, label=RENAMED.get(label, "CONCEPT"))
