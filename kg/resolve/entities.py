"""Clusters of mentions -> entities: which are kept, and their label, type and description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.copying import replace
from kg.data import Entity, Mention, Span
from kg.resolve.discourse import Cluster, Discourse
from kg.resolve.names import Name, title_start, words_of
from kg.resolve.pronouns import PRONOUNS, pronoun
from kg.resolve.words import DETERMINERS, TITLE_GENDER

_LONGEST = 100
"""Descriptions longer than this many characters say too much."""
_TELLING = ("apposition", "title", "copula", "description", "head match", "kinship")


def is_kept(d: Discourse, cluster: Cluster, used: set[int]) -> bool:
    """Whether a cluster becomes an entity: all but what stands alone and does nothing.

    That is nominals, and words that only ask or open a clause ("who", "which").
    """
    if len(cluster.mentions) != 1:
        return bool(cluster.mentions)
    (i,) = cluster.mentions
    kind = d.mentions[i].kind
    lone = kind == "nominal" or (kind == "pronoun" and d.pronoun(i).kind == "relative")
    return not lone or cluster.id in used


def entity(d: Discourse, cluster: Cluster, id: str, labels: dict[int, str]) -> Entity:  # noqa: A002
    """The entity of a cluster; `labels` are those of all clusters."""
    mentions = _mentions(d, cluster)
    names = _names(d, cluster)
    label = labels[cluster.id]
    generic = not (cluster.named or cluster.members) and _is_generic(d, cluster)
    others = {n.text for n in names} | ({_lemmatised(d, cluster, label)} if generic else set())
    return Entity(
        id,
        label,
        _type(cluster, mentions),
        tuple(mentions),
        tuple(sorted(others - {label})),
        _description(d, cluster) if cluster.named else "",
        gender=cluster.gender if cluster.type == "PERSON" else "",
        generic=generic,
    )


def labels_of(d: Discourse) -> dict[int, str]:
    """The label of every cluster: the fullest name, or the first words that stand for it."""
    spoken = _spoken(d)
    labels = {c.id: _label(d, c, spoken) for c in d.clusters if c.mentions and not c.members}
    for c in d.clusters:
        if c.members:
            labels[c.id] = join_labels(labels.get(m, "") for m in c.members)
    return labels | {
        c.id: with_owner(d, d.mentions[_first_words(d, c)].start, labels[c.id], labels)
        for c in d.clusters
        if c.id in labels and not (c.named or c.members or c.label)
    }


_LONGEST_OWNER = 5
"""An owner of more words is left a pronoun."""


def with_owner(d: Discourse, start: int, words: str, labels: dict[int, str]) -> str:
    """A phrase that begins at `start` with whoever its possessive pronoun stands for.

    "her former professor" is "Zaha Hadid's former professor": a label has to be understood
    without its sentence. Without an owner that has a name or noun it stays as it is.
    """
    first, _, rest = words.partition(" ")
    cluster = d.cluster(d.at.get(start, -1))
    form = pronoun(first, "nmod:poss")
    if form.kind != "possessive" or not rest or cluster is None:
        return words
    if form.gender in ("masc", "fem") and cluster.kind not in ("PERSON", ""):
        return words  # "her rudder", a ship's
    owner = labels.get(cluster.id, "")
    if not 0 < len(owner.split()) <= _LONGEST_OWNER or pronoun(owner.split()[0]).kind != "other":
        return words
    if not cluster.named and not cluster.members and _is_generic(d, cluster):
        return rest
    mark = "'" if owner.endswith("s") else "'s"
    return f"{owner}{mark} {rest}"


def join_labels(labels: Iterable[str]) -> str:
    """The label of a group: those of its members, "A, B and C"."""
    *rest, last = sorted(filter(None, labels)) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def fullest(names: Iterable[str]) -> str:
    """The name that tells most: most words spelt out, most often used, first in the alphabet."""
    counts = Counter(names)

    def rank(name: str) -> tuple[int, int, str]:
        words = words_of(name)
        return -sum(2 if len(w) > 1 else 1 for w in words), -counts[name], name

    return min(counts, key=rank)


def without_determiner(text: str) -> str:
    """A noun phrase without the articles and quantifiers that open it, on one line.

    A quantifier that is the head stays ("any of those").
    """
    words = text.split()
    while len(words) > 1 and words[0].casefold() in DETERMINERS and words[1].casefold() != "of":
        words.pop(0)
    return " ".join(words)


_INDEFINITE = frozenset(
    a + b for a in ("some", "any", "every", "no") for b in ("thing", "body", "one")
) | {"none", "one"}


def is_generic(text: str) -> bool:
    """Whether a phrase alone names a concept: neither definite nor "something" or a number."""
    first = without_determiner(text).split()[0].casefold()
    named = first[:1].isalpha() and first not in _INDEFINITE and first not in PRONOUNS
    return named and not is_definite(text)


def is_definite(text: str) -> bool:
    """Whether a phrase opens with "the", a demonstrative or a possessive, or has an owner."""
    first = text.split(maxsplit=1)[0].casefold() if text.split() else ""
    if any(w.endswith(("'s", "’s", "s'", "s’")) for w in text.split()[:-1]):
        return True
    return first in ("the", "this", "that", "these", "those", "both", "all") or first in PRONOUNS


def _names(d: Discourse, cluster: Cluster) -> list[Name]:
    return [
        d.name(i, cluster.type) for i in sorted(cluster.mentions) if d.mentions[i].kind == "name"
    ]


def _label(d: Discourse, cluster: Cluster, spoken: Mapping[int, Span]) -> str:
    if cluster.named:
        return fullest(n.text for n in _names(d, cluster))
    first = _first_words(d, cluster)
    start, end = d.mentions[first].start, d.mentions[first].end
    end = min(end, spoken.get(d.features[first].head[0], (start, end))[1])
    label = without_determiner(d.document.text[start:end])
    return cluster.label or _uncapitalised(d, first, label, end - len(label))


def _uncapitalised(d: Discourse, i: int, label: str, start: int) -> str:
    """The label of a nominal without the capital that only its place in the sentence gives it.

    That is where its first word is its head, a common noun, or stands in small letters elsewhere.
    `start` is where the label begins in the text.
    """
    text, (first, _, _) = d.document.text, label.partition(" ")
    before = text[d.features[i].sentence[0] : start].casefold().split()
    opens = all(w.strip("\"“‘'") in {"", *DETERMINERS} for w in before)
    if d.mentions[i].kind != "nominal" or not (opens and first.istitle()):
        return label
    small = first.lower()
    if text[slice(*d.features[i].head)] == first or f" {small} " in text:
        return small + label[len(first) :]
    return label


def _spoken(d: Discourse) -> dict[int, Span]:
    """The longest phrase that clauses have for each head word.

    Where it is shorter than the mention, clauses have the rest as arguments of their own: the
    label of "signed [an accord] on fishing" is "accord".
    """
    found: dict[int, Span] = {}
    for clause in d.clauses:
        for phrase in filter(None, (clause.subject, clause.object)):
            if phrase.head is not None and phrase.start is not None and phrase.end is not None:
                _, end = found.get(phrase.head, (0, 0))
                found[phrase.head] = (phrase.start, max(end, phrase.end))
    return found


def _first_words(d: Discourse, cluster: Cluster) -> int:
    """The first mention by words of what has no name: a nominal, if there is one."""
    kinds = ("nominal", "pronoun")
    return min(cluster.mentions, key=lambda i: (kinds.index(d.mentions[i].kind), i))


def _type(cluster: Cluster, mentions: list[Mention]) -> str:
    if cluster.members or cluster.label:
        return cluster.type
    if all(m.kind == "pronoun" for m in mentions):
        return ""
    return cluster.kind or "CONCEPT"


def _mentions(d: Discourse, cluster: Cluster) -> list[Mention]:
    """The mentions of a cluster in order of start, a name that stands within a name once."""
    found: list[Mention] = []
    for i in sorted(cluster.mentions, key=lambda i: (d.mentions[i].start, -d.mentions[i].end)):
        m = replace(d.mentions[i], link=d.links[i], features=None)
        inside = found and found[-1].kind == m.kind == "name" and m.start < found[-1].end
        if not inside:
            found.append(m)
    return found


def _description(d: Discourse, cluster: Cluster) -> str:
    """The most telling nominal of a named thing: what the text itself ties to it, the longest."""
    spans = {
        (m.start, m.end) for m in (d.mentions[i] for i in cluster.mentions) if m.kind == "name"
    }
    starts = {s for s, _ in spans}
    best: list[tuple[int, int, int, str]] = []
    for i in cluster.mentions:
        reason, words = d.links[i].reason, " ".join(d.words(i).split())
        if d.mentions[i].kind != "nominal" or reason not in _TELLING or len(words) > _LONGEST:
            continue
        holds_name = any(s in starts for s in range(d.mentions[i].start, d.mentions[i].end))
        own = words.split()[0].casefold() in PRONOUNS
        if not holds_name:
            best.append((own, _TELLING.index(reason), -len(words), words))
    return min(best)[3] if best else _title(d, cluster)


def _title(d: Discourse, cluster: Cluster) -> str:
    """The longest title that stands before a name ("Prime Minister"), without Mr and Mrs."""
    found = set()
    for i in cluster.mentions if cluster.type == "PERSON" else ():
        titles = d.name(i, cluster.type).titles
        if d.mentions[i].kind == "name" and not set(titles) <= set(TITLE_GENDER):
            start, text = d.mentions[i].start, d.document.text
            found.add(text[title_start(text, start) : start].strip())
    return min(found, key=lambda t: (-len(t), t), default="")


def _is_generic(d: Discourse, cluster: Cluster) -> bool:
    """Whether a bare plural or mass noun brings the cluster in ("sanctions", "water")."""
    first = min((i for i in cluster.mentions if d.mentions[i].kind == "nominal"), default=None)
    if first is None or not d.features[first].bare:
        return False
    return cluster.type != "PERSON" and d.lemma(first) != "and"


def _lemmatised(d: Discourse, cluster: Cluster, label: str) -> str:
    """A concept's label with the lemma for its head word ("nuclear sanction")."""
    i = min(i for i in cluster.mentions if d.mentions[i].kind == "nominal")
    head = d.document.text[slice(*d.features[i].head)]
    before, found, after = label.rpartition(head)
    return before + d.features[i].lemma + after if found else label
