"""For hypothesis: hostile text, graphs full of it, and instances of any dataclass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from typing import Literal as OneOf

from hypothesis import strategies as st

from kg.data import Phrase
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph

_PIECES = (
    "</script><script>alert(1)</script>", "<!--", "]]>", "&amp;", '"', "'", "\\", "\\u0041", "`",
    "'''", '"""', "\x00", "\x0b", "\x1f", "\x7f", "\x85", "\r\n", "\n", "\r", "\t", "\u2028",
    "\u200f", "\u202e", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udfff", "\U0001f600", "e\u0301",
    "\u00e9", "\u6f22", "\U0010ffff", "%", "%20", "/", "..", "#", "?", ";", ",", "|", "{{x}}",
    "${x}", "=1+1", "@", "^^", "_:b", "<>", " ", "http://x/ y",
)  # fmt: skip
_HALVES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def hostile(max_size: int = 8) -> st.SearchStrategy[str]:
    """Text of every plane, with controls, quotes, markup and surrogates that stand alone."""
    anything = st.characters(exclude_categories=())
    pieces = st.one_of(st.sampled_from(_PIECES), anything)
    texts = st.lists(pieces, max_size=max_size).map("".join)
    return texts.map(lambda text: _HALVES.sub(r"\1 \2", text))


@cache
def instances(kind: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Instances of a type, fields with defaults included; strings are drawn from `text`."""
    return st.deferred(lambda: _instances(kind, text))


def _instances(kind: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    simple = {
        str: text,
        int: st.integers(0, 10**6),
        float: st.floats(0, 1),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    if kind in simple:
        return simple[kind]
    if is_dataclass(kind):
        return _dataclass(kind, text)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is OneOf:
        return st.sampled_from(inner)
    if origin in (Union, UnionType):
        return st.one_of(*(instances(k, text) for k in inner))
    if origin is tuple and inner[-1] is ...:
        return st.lists(instances(inner[0], text), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(instances(k, text) for k in inner))
    raise TypeError(f"no strategy for {kind}")


def _dataclass(kind: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    values = {f.name: instances(hints[f.name], text) for f in fields(kind) if f.init}
    made = st.builds(kind, **values)
    return made.map(_one_meaning) if kind is Phrase else made


def _one_meaning(phrase: Phrase) -> Phrase:
    """The phrase with at most one of entity, literal and clause, as its contract says."""
    if phrase.literal:
        return replace(phrase, entity=None, clause=None)
    return replace(phrase, entity=None) if phrase.clause is not None else phrase


def spoiled(suffix: str) -> KnowledgeGraph:
    """The small graph with a suffix after every string of every field, ids included."""
    graph = small_graph()
    spoiled_ = {id_: _spoil(d, suffix, {}) for id_, d in graph.documents.items()}
    ids = {id_: d.document.id for id_, d in spoiled_.items()}
    return KnowledgeGraph(
        _spoil(tuple(graph.entities()), suffix, ids),
        _spoil(tuple(graph.statements()), suffix, ids),
        {d.document.id: d for d in spoiled_.values()},
    )


def _spoil(value: Any, suffix: str, ids: Mapping[str, str]) -> Any:
    """A value with its strings changed; `ids` are those of documents, which follow the text."""
    if isinstance(value, str):
        return ids.get(value, value + suffix if value else "")
    if isinstance(value, tuple):
        return tuple(_spoil(item, suffix, ids) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        free = [f.name for f in fields(value) if f.init and get_origin(hints[f.name]) is not OneOf]
        changed = {name: _spoil(getattr(value, name), suffix, ids) for name in free}
        return replace(value, **changed)
    return value
