"""Draw links between mentions at random, to be judged by readers.

    python -m benchmarks.links SOURCE… [--count 100] [--seed 0] [--kind pronoun] > links.jsonl

Prints a JSON object a line: the source, why and how surely a mention was linked, the mention, the
mention that it leans on, the label of their entity, the text around both, and an empty `verdict`
and `reason` to be filled in: "right" is a link whose mention stands for what the other one stands
for and for what the label says, as a careful reader of the document understands it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from benchmarks.sample import documents
from kg import plugins
from kg.analysis import analyse
from kg.data import DocumentGraph, Entity, Mention, Span
from kg.language import load

_BEFORE, _AFTER, _WHOLE = 150, 80, 700
"""Characters shown before and after, and how far apart two mentions are shown in one piece."""


def links(graph: DocumentGraph, kind: str = "") -> Iterator[tuple[Entity, Mention, Span]]:
    """The mentions, of one kind if it is given, that lean on another, with its span."""
    for entity in graph.entities:
        for mention in entity.mentions:
            to = mention.link.to if mention.link else None
            if to is not None and kind in ("", mention.kind):
                yield entity, mention, to


def shown(text: str, mention: Span, to: Span) -> str:
    """The text around two mentions, both in brackets, on one line."""
    marked, pieces, at = sorted({mention, to}), list[str](), 0
    for n, (start, end) in enumerate(marked):
        begin = max(0, start - _BEFORE, at) if not n or start - at > _WHOLE else at
        pieces += [" […] " if n and begin > at else "", text[begin:start], f"[[{text[start:end]}]]"]
        at = end
        if n + 1 < len(marked) and marked[n + 1][0] - end > _WHOLE:
            pieces.append(text[end : end + _AFTER])
            at = end + _AFTER
    return " ".join("".join([*pieces, text[at : at + _AFTER]]).split())


def record(graph: DocumentGraph, entity: Entity, mention: Mention, to: Span) -> dict[str, Any]:
    """What is printed of a link."""
    document, link = graph.document, mention.link
    assert link is not None
    return {
        "source": document.sources[0] if document.sources else "",
        "kind": mention.kind,
        "link": link.reason,
        "score": link.score,
        "mention": document.text[mention.start : mention.end],
        "to": document.text[to[0] : to[1]],
        "entity": entity.label,
        "text": shown(document.text, (mention.start, mention.end), to),
        "verdict": "",
        "reason": "",
    }


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=("name", "nominal", "pronoun"), default="")
    options = parser.parse_args()
    nlp, rules = load(), plugins.rules()
    found: list[tuple[str, dict[str, Any]]] = []
    for document in documents(options.sources):
        graph = analyse(document, nlp, rules)
        for entity, mention, to in links(graph, options.kind):
            place = f"{options.seed} {document.id} {mention.start} {mention.end}"
            rank = hashlib.sha256(place.encode()).hexdigest()
            found.append((rank, record(graph, entity, mention, to)))
    for _, line in sorted(found, key=lambda f: f[0])[: options.count]:
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
