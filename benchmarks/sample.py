"""Draw statements at random, to be judged by readers.

    python -m benchmarks.sample SOURCE… [--count 100] [--seed 0] [--no-text] > sample.jsonl

Prints a JSON object a line: the source, the sentence, the statement in words, `confidence` and
`features` (for `benchmarks.confidence` and `benchmarks.calibration`), and an empty `verdict` and
`reason` to be filled in: "right" is what a careful reader of the sentence in its document would
call so, factuality, speaker, names and time included, and what says something on its own. With
`--no-text` sentence and statement are left out, for texts that may not be passed on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from spacy.language import Language

from kg import plugins, readers
from kg.analysis import analyse
from kg.data import Document, DocumentGraph, Statement
from kg.extract import extract
from kg.extract.confidence import features
from kg.graph import KnowledgeGraph
from kg.language import load
from kg.resolve.across import assemble
from tools.parse import Recorder


def documents(sources: list[str]) -> Iterator[Document]:
    """The documents of all sources that can be read."""
    known = plugins.readers()
    for source in readers.sources(sources, known):
        for document in readers.read_source(source, known[source.ending]):
            if isinstance(document, Document):
                yield document


def drawn(graph: KnowledgeGraph, count: int, seed: int) -> list[Statement]:
    """Statements in an order that depends on the seed and their ids alone."""

    def rank(statement: Statement) -> str:
        return hashlib.sha256(f"{seed} {statement.id}".encode()).hexdigest()

    return sorted(graph.statements(), key=rank)[:count]


def in_words(graph: KnowledgeGraph, s: Statement) -> str:
    """A statement as a reader is shown it."""
    said, sources = s.attribution, []
    while said:
        sources.append(graph.label(said.speaker))
        said = said.via
    marks = [s.factuality, s.modality, *(f"by {name}" for name in sources)]
    parts = [graph.label(s.subject), s.label, graph.label(s.object)]
    parts += [f"{a.role}: {graph.label(a.term)}" for a in s.arguments]
    time = f" ({s.time.start} to {s.time.end})" if s.time else ""
    return f"[{', '.join(filter(None, marks))}] {' | '.join(parts)}{time}"


def record(
    graph: KnowledgeGraph, s: Statement, found: dict[str, dict[str, list[str]]], text: bool
) -> dict[str, Any]:
    """What is printed of a statement; `found` has features by document and clause."""
    evidence = s.evidence[0]
    document = graph.documents[evidence.document].document
    start, end = evidence.clause.sentence
    shown = {
        "sentence": " ".join(document.text[start:end].split()),
        "statement": in_words(graph, s),
    }
    return {
        "source": document.sources[0] if document.sources else "",
        **(shown if text else {}),
        "confidence": s.confidence,
        "features": found[document.id].get(evidence.clause.id, []),
        "verdict": "",
        "reason": "",
    }


def analysed(document: Document, nlp: Language) -> tuple[DocumentGraph, dict[str, list[str]]]:
    """A document's graph, and the features of its clauses by id.

    Clauses behind the first block of a long document, and those of tables, have none.
    """
    recorder, rules = Recorder(nlp), plugins.rules()
    graph = analyse(document, recorder, rules)  # type: ignore[arg-type]
    first = recorder.docs[0]
    clauses = extract(first, rules, 0, document.date).clauses
    return graph, {c.id: sorted(row) for c, row in features(first, clauses)}


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-text", action="store_true")
    options = parser.parse_args()
    nlp = load()
    made = {d.id: analysed(d, nlp) for d in documents(options.sources)}
    graph = assemble({key: found[0] for key, found in made.items()})
    rows = {key: found[1] for key, found in made.items()}
    for statement in drawn(graph, options.count, options.seed):
        line = record(graph, statement, rows, text=not options.no_text)
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
