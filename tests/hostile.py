"""Strings that would do harm in a careless page, and a graph that has them in every field."""

from __future__ import annotations

from collections.abc import Sequence

from kg.data import (
    Argument,
    Attribution,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Interval,
    Literal,
    Phrase,
    Relation,
    Source,
    Statement,
    StatementArgument,
)
from kg.graph import KnowledgeGraph

HOSTILE = (
    "<script>window.harm = 1</script>",
    "</script><script>window.harm = 1</script>",
    "</SCRIPT ><script>window.harm = 1</script>",
    "<!--<script>window.harm = 1",
    "--><script>window.harm = 1</script>",
    "<img src=x onerror=window.harm=1>",
    "<img src=https://example.com/harm.png>",
    "<svg onload=window.harm=1>",
    "<svg><script>window.harm = 1</script></svg>",
    "<iframe srcdoc='<script>parent.harm = 1</script>'></iframe>",
    "<style>@import 'https://example.com/harm.css';</style>",
    "<link rel=stylesheet href=https://example.com/harm.css>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<base href=https://example.com/>",
    "<a href='javascript:window.harm=1'>click</a>",
    "javascript:window.harm=1",
    "data:text/html,<script>window.harm=1</script>",
    '"><script>window.harm = 1</script>',
    "' onmouseover='window.harm=1",
    '" autofocus onfocus="window.harm=1',
    "</title><script>window.harm = 1</script>",
    "</style><script>window.harm = 1</script>",
    "</textarea></noscript><script>window.harm = 1</script>",
    "&lt;script&gt;window.harm = 1&lt;/script&gt;",
    "&#60;script&#62;window.harm = 1&#60;/script&#62;",
    "${window.harm = 1}",
    "{{window.harm = 1}} {% raw %} $title $data",
    "`;window.harm = 1;//",
    "\\u003cscript\\u003ewindow.harm = 1",
    '\\"; window.harm = 1; //',
    "line\u2028separator\u2029window.harm = 1",
    "null\x00byte\x08bell\x1bescape",
    "half a pair \ud800 and \udfff",
    "\u202etxt.exe\u202c\u2066bidi\u2069",
    "\ufeff\ufffe\uffff",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "]]><![CDATA[",
    "<template><script>window.harm = 1</script></template>",
    "<math><mtext><img src=x onerror=window.harm=1></mtext></math>",
    "𝒜 𝔤𝔯𝔞𝔭𝔥 👩‍👩‍👧 e\u0301",
    "long " * 400,
)

_BREAKOUTS = (
    "",
    "'>",
    '">',
    "</title>",
    "</style>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    "`}",
    "\u2028",
)
_PAYLOADS = (
    "<script>window.harm=1</script>",
    "<img src=x onerror=window.harm=1>",
    "<svg/onload=window.harm=1>",
    "<body onload=window.harm=1>",
    "<details open ontoggle=window.harm=1>",
    "<video><source onerror=window.harm=1>",
    "<input autofocus onfocus=window.harm=1>",
    "<a href=javascript:window.harm=1>x</a>",
    "<object data=x>",
    "<embed src=https://example.com/x>",
    "<form action=https://example.com/><button>x</button></form>",
    "<style>*{background:url(https://example.com/x)}</style>",
    "<script src=https://example.com/x></script>",
    "<iframe src=javascript:parent.harm=1></iframe>",
    "<marquee onstart=window.harm=1>x</marquee>",
    "&lt;img src=x onerror=window.harm=1&gt;",
    "${window.harm=1}",
    "{{constructor.constructor('harm=1')()}}",
    '=HYPERLINK("https://example.com/")',
    "\u202e<b onclick=window.harm=1>\u202c",
)
MANY = (*HOSTILE, *dict.fromkeys(b + p for b in _BREAKOUTS for p in _PAYLOADS))
"""The strings above, and every payload behind every way out of a quotation or an element."""


def hostile_graph(strings: Sequence[str] = HOSTILE) -> KnowledgeGraph:
    """An entity, a statement and a document for each string, with that string in every field."""
    documents = [DocumentGraph(_document(text)) for text in strings]
    entities = [
        Entity(f"{i} {text}", text, text, (), (text,), text) for i, text in enumerate(strings)
    ]
    statements = [
        _statement(i, text, entities[i - 1].id, documents[i].document)
        for i, text in enumerate(strings)
    ]
    return KnowledgeGraph(entities, statements, {d.document.id: d for d in documents})


def _document(text: str) -> Document:
    return Document(text, text, text, (text,), ((text, text),))


def _statement(i: int, text: str, other: str, document: Document) -> Statement:
    phrase = Phrase(text, 0, len(text), 0)
    clause = Clause(
        id="c0",
        rule=text,
        confidence=0.5,
        sentence=(0, len(text)),
        subject=phrase,
        relation=Relation(text, text, ((0, len(text) // 2),)),
        object=Phrase(text, 0, 3),
        arguments=(Argument(text, phrase, text),),
        modality=text,
        cues=((1, 4),),
        attribution=Attribution(phrase),
    )
    return Statement(
        id=f"{i} {text}",
        subject=f"{i} {text}",
        predicate=text,
        label=text,
        object=other,
        arguments=(StatementArgument(text, text, Literal(text, text, text)),),
        time=Interval(text, text),
        factuality=("asserted", "denied", "hypothetical")[i % 3],
        modality=text,
        attribution=Source(other, other, Source(other)) if i % 2 else None,
        evidence=(Evidence(document.id, clause),),
    )
