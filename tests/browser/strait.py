"""A graph of about sixty entities, as a build of some news would give, to look at and to test with.

Both stand in `strait.txt`: entities by type, with (aliases; description) and [members], then
documents. Each line of a document is a sentence, then its statements:
subject | relation | object | more. `more` is any of `in=Dunmore` (a further argument),
`!did not` (denied, with its cue), `?could` (hypothetical), `by=Tom Okafor` (who says so),
`@2021-05-03` (time), `~0.7` (confidence).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.data import (
    Argument,
    Attribution,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Interval,
    Literal,
    Phrase,
    Relation,
)
from kg.graph import KnowledgeGraph
from tests.graphs import Page, assembled

TEXT = Path(__file__).with_name("strait.txt")
LEMMAS = {
    "met": "meet", "is": "be", "was": "be", "did": "do", "had": "have", "leads": "lead",
    "took": "take", "wants": "want", "spoke": "speak", "operates": "operate",
    "commands": "command", "founded": "found", "borrowed": "borrow", "damaged": "damage",
}  # fmt: skip


@dataclass
class _Names:
    entities: dict[str, Entity] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def strait_graph() -> KnowledgeGraph:
    """The whole graph; "ice" is in no statement."""
    entities, *documents = TEXT.read_text("utf-8").split("\n\n## ")
    names = _entities(entities)
    graphs = [_document(part, names) for part in documents]
    same = {id_: id_ for id_ in names.entities}
    return assembled(graphs, {g.document.id: same for g in graphs}, names.entities.values())


def _entities(text: str) -> _Names:
    names = _Names()
    members: dict[str, list[str]] = {}
    for line in text.replace("\n  ", " ").splitlines():
        type_, _, listed = line.partition(": ")
        for item in _split(listed):
            name, _, rest = item.partition(" [")
            members_named = [m.strip() for m in rest.rstrip("]").split(",") if m.strip()]
            label, _, more = name.partition(" (")
            aliases, _, description = more.rstrip(")").partition("; ")
            known = tuple(a for a in aliases.split(", ") if a.strip())
            id_ = label.replace(" ", "_")
            names.entities[id_] = Entity(id_, label, type_, (), known, description)
            members[id_] = members_named
            names.ids |= dict.fromkeys((label, *known), id_)
    for id_, listed_members in members.items():
        old = names.entities[id_]
        ids = tuple(names.ids[m] for m in listed_members)
        names.entities[id_] = replace(old, members=ids)
    return names


def _split(text: str) -> list[str]:
    """Items between semicolons that stand in no brackets."""
    items, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == ";" and depth == 0:
            items.append("")
        else:
            items[-1] += character
    return [item.strip() for item in items if item.strip()]


def _document(part: str, names: _Names) -> DocumentGraph:
    head, *lines = part.strip().splitlines()
    title, date, source = (cell.strip() for cell in head.split("|"))
    rows = [line.split("; ") for line in lines]
    text = "\n".join(row[0] for row in rows)
    page = Page(Document(text, title, date, (source,)))
    clauses, start = [], 0
    for sentence, *statements in rows:
        for n, statement in enumerate(statements):
            clauses.append(_clause(page, (start, start + len(sentence)), statement, n, names))
        start += len(sentence) + 1
    return DocumentGraph(page.document, tuple(names.entities.values()), tuple(clauses))


def _clause(page: Page, sentence: tuple[int, int], statement: str, n: int, names: _Names) -> Clause:
    subject, relation, object_, *rest = [part.strip() for part in statement.split("|")]
    more = _more(rest[0] if rest else "")
    at = page.document.text.index(relation, sentence[0])
    said = Attribution(_phrase(page, sentence, more["by"], names)) if "by" in more else None
    if said and "to" in more:
        said = Attribution(said.source, _phrase(page, sentence, more["to"], names))
    cue = more.get("!") or more.get("?")
    cues = [page.document.text.index(cue, sentence[0])] if cue else []
    return Clause(
        id=f"c{at}.{n}",
        rule="copular" if relation.startswith(("is", "was born")) else "verbal",
        confidence=float(more.get("~", 0.9)),
        sentence=sentence,
        subject=_phrase(page, sentence, subject, names),
        relation=_relation(relation, at),
        object=_phrase(page, sentence, object_, names) if object_ else None,
        arguments=tuple(
            Argument("oblique", _phrase(page, sentence, more[p], names), p)
            for p in ("in", "at", "from", "for", "on", "of", "between")
            if p in more
        ),
        time=Interval(more["@"], more["@"]) if "@" in more else None,
        factuality="denied" if "!" in more else "hypothetical" if "?" in more else "asserted",
        modality="intention" if more.get("?") in ("wants", "asked") else "",
        cues=tuple((c, c + len(cue or "")) for c in cues),
        attribution=said,
    )


def _relation(words: str, at: int) -> Relation:
    lemma = LEMMAS.get(words.split()[0], words.split()[0])
    return Relation(words, " ".join([lemma, *words.split()[1:]]), ((at, at + len(words)),))


def _more(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for word in text.split():
        name, equals, value = word.partition("=")
        if equals:
            found[last := name] = value
        elif word[0] in "!?@~":
            found[last := word[0]] = word[1:]
        else:
            found[last] += f" {word}"
    return found


def _phrase(page: Page, sentence: tuple[int, int], words: str, names: _Names) -> Phrase:
    words, _, name = words.partition("=")
    start = page.document.text.index(words, *sentence)
    id_ = names.ids.get(name or words)
    value = None if id_ else Literal(words, "xsd:string", "QUANTITY")
    return Phrase(words, start, start + len(words), start, id_, value)
