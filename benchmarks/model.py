"""What an English pipeline gets right, and what it costs.

    python benchmarks/model.py --data FOLDER [--model NAME] [--part gold raw names speed memory]

`FOLDER` holds `treebank/en_ewt-dev.conllu`, `treebank/en_gum-dev.conllu`, `ner/uner_dev.iob2` and
`ner/redocred_dev.json`; `NAME` is an installed pipeline, the folder of one, or a folder with the
files of an embedded model (without it, the one that the package carries).

- gold: attachment (punctuation counts, subtypes do not) and tags, words and sentences given;
- raw: the same from the text alone, as F1 over words that agree (CoNLL 2018), and sentences;
- names: F1 of spans, typed and untyped, words and sentences given, on every third document of
  UNER and the last 80 passages of Re-DocRED, which training leaves out until its last run;
- speed: words per CPU second from text, beside `en_core_web_sm` with all its components;
- memory: the peak of a process that reads 200,000 words (Linux).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import embedded, find, load
from kg.language.embedded.files import is_complete

PARTS = ("gold", "raw", "names", "speed", "memory")
COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
BASELINE = "en_core_web_sm"
Span = tuple[int, int, str]


@dataclass(slots=True)
class Treebank:
    """A document of a treebank: its words, a text that they stand in, and where sentences begin."""

    rows: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)

    def heads(self) -> list[int]:
        """The index of each word's head, its own for a root."""
        found = []
        bounds = [*self.starts, len(self.rows)]
        for start, end in pairwise(bounds):
            for i in range(start, end):
                head = int(self.rows[i][6])
                found.append(start + head - 1 if head else i)
        return found


def read_treebank(path: Path) -> list[Treebank]:
    """The documents of a CoNLL-U file; paragraphs stand apart by a blank line in the text."""
    documents: list[Treebank] = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        comments = [x for x in lines if x.startswith("#")]
        if not documents or any(x.startswith("# newdoc") for x in comments):
            documents.append(Treebank())
        document = documents[-1]
        if document.text and any(x.startswith("# newpar") for x in comments):
            document.text = document.text.rstrip(" ") + "\n\n"
        document.starts.append(len(document.rows))
        _add(document, [x.split("\t") for x in lines if not x.startswith("#")])
    return documents


def _add(document: Treebank, rows: list[list[str]]) -> None:
    """Add a sentence. The words of a token that is written as one stand side by side."""
    inside, at, apart = range(0), 0, True
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            inside, apart = range(int(first), int(last) + 1), "SpaceAfter=No" not in row[9]
            at = len(document.text)
            document.text += row[1]
        elif first.isdigit():
            if int(first) not in inside:
                at, apart = len(document.text), "SpaceAfter=No" not in row[9]
                document.text += row[1]
            document.rows.append(row)
            document.spans.append((at, at + len(row[1])))
            at += len(row[1])
            if apart and (int(first) not in inside or int(first) == inside[-1]):
                document.text += " "


def given(nlp: Language, words: list[str], spaces: list[bool] | None, starts: list[int]) -> Doc:
    """A Doc of given words and sentences, read."""
    begins = set(starts)
    marks: list[bool | int | None] = [i in begins for i in range(len(words))]
    return nlp(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=marks))


def gold(nlp: Language, documents: list[Treebank]) -> dict[str, float]:
    """Percent of words right, words and sentences given."""
    right: Counter[str] = Counter()
    for d in documents:
        ends = [*(s for s, _ in d.spans[1:]), len(d.text) + 1]
        spaces = [e < n for (_, e), n in zip(d.spans, ends, strict=True)]
        doc = given(nlp, [r[1] for r in d.rows], spaces, d.starts)
        for token, row, head in zip(doc, d.rows, d.heads(), strict=True):
            right.update(_agreeing(token, row, token.head.i == head))
    return {k: 100 * right[k] / right["words"] for k in right if k != "words"}


def _agreeing(token, row: list[str], attached: bool) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """Names of the measures that a word counts for."""
    label = row[7].partition(":")[0]
    checks = {
        "words": True,
        "UAS": attached,
        "LAS": attached and token.dep_.partition(":")[0].lower() == label,
        "LAS with subtypes": attached and token.dep_.lower() == row[7],
        "UPOS": token.pos_ == row[3],
        "XPOS": token.tag_ == row[4],
        "features": str(token.morph) == row[5].replace("_", ""),
        "lemmas": token.lemma_ == row[2],
    }
    return (name for name, holds in checks.items() if holds)


def raw(nlp: Language, documents: list[Treebank]) -> dict[str, float]:
    """F1 from the text alone."""
    right: Counter[str] = Counter()
    words, sentences = [0, 0], [0, 0]
    for d in documents:
        doc = nlp(d.text)
        tokens = [t for t in doc if not t.is_space]
        at = {(t.idx, t.idx + len(t)): t for t in tokens}
        words = [words[0] + len(d.rows), words[1] + len(tokens)]
        bounds = [*d.starts, len(d.rows)]
        ours = {_stripped(list(s)) for s in doc.sents} - {(-1, -1)}
        theirs = {(d.spans[a][0], d.spans[b - 1][1]) for a, b in pairwise(bounds)}
        right["sentences"] += len(ours & theirs)
        sentences = [sentences[0] + len(theirs), sentences[1] + len(ours)]
        for span, row, head in zip(d.spans, d.rows, d.heads(), strict=True):
            token = at.get(span)
            if token is not None:
                attached = (token.head.idx, token.head.idx + len(token.head)) == d.spans[head]
                right.update(_agreeing(token, row, attached))
    figures = {k: 200 * right[k] / sum(words) for k in right if k != "sentences"}
    return {**figures, "sentences": 200 * right["sentences"] / sum(sentences)}


def _stripped(tokens: list) -> tuple[int, int]:  # type: ignore[type-arg]
    words = [t for t in tokens if not t.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else (-1, -1)


@dataclass(slots=True)
class Named:
    """A document with names: words, starts of sentences, spans of words with types."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)


def read_uner(path: Path) -> list[Named]:
    """Every third document of Universal NER."""
    documents: list[Named] = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        if "# newdoc" in block or not documents:
            documents.append(Named())
        d = documents[-1]
        d.starts.append(len(d.words))
        for row in (x.split("\t") for x in block.split("\n") if x[:1].isdigit()):
            prefix, _, kind = row[2].partition("-")
            if prefix == "B":
                d.names.append((len(d.words), len(d.words) + 1, kind))
            elif prefix == "I":
                d.names[-1] = (d.names[-1][0], len(d.words) + 1, kind)
            d.words.append(row[1])
    return documents[2::3]


def read_redocred(path: Path) -> list[Named]:
    """The last 80 passages of Re-DocRED; of mentions that overlap the longest counts."""
    documents = []
    for passage in json.loads(path.read_text("utf-8"))[-80:]:
        d = Named()
        for sentence in passage["sents"]:
            d.starts.append(len(d.words))
            d.words += [w if w.strip() else "_" for w in sentence]
        mentions = {
            (d.starts[m["sent_id"]] + m["pos"][0], d.starts[m["sent_id"]] + m["pos"][1], m["type"])
            for entity in passage["vertexSet"] for m in entity
        }  # fmt: skip
        named = sorted(m for m in mentions if m[2] in ("PER", "ORG", "LOC", "MISC"))
        d.names = list(_disjoint(named))
        documents.append(d)
    return documents


def _disjoint(spans: list[Span]) -> Iterator[Span]:
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if taken.isdisjoint(range(span[0], span[1])):
            taken.update(range(span[0], span[1]))
            yield span


def names(nlp: Language, documents: list[Named], kind: Callable[[str], str]) -> dict[str, float]:
    """F1 of names; `kind` gives the corpus' type of ours, "" for none."""
    right: Counter[str] = Counter()
    for d in documents:
        doc = given(nlp, d.words, None, d.starts)
        ours = {(e.start, e.end, kind(e.label_)) for e in doc.ents if kind(e.label_)}
        theirs = set(d.names)
        right["both"] += len(ours) + len(theirs)
        right["typed"] += 2 * len(ours & theirs)
        right["untyped"] += 2 * len({s[:2] for s in ours} & {s[:2] for s in theirs})
        for label in ("PER", "ORG", "LOC", "MISC"):
            mine, gold_ = ({s for s in x if s[2] == label} for x in (ours, theirs))
            right[label] += 2 * len(mine & gold_)
            right[f"{label}/both"] += len(mine) + len(gold_)
    figures = {k: 100 * right[k] / right["both"] for k in ("typed", "untyped")}
    for label in ("PER", "ORG", "LOC", "MISC"):
        if right[label]:
            figures[label] = 100 * right[label] / right[f"{label}/both"]
    return figures


def uner_type(label: str) -> str:
    """The type of Universal NER."""
    return COARSE.get(label, "")


def redocred_type(label: str) -> str:
    """The type of Re-DocRED, where nationalities are places."""
    literals = "DATE TIME DURATION MONEY PERCENT QUANTITY CARDINAL ORDINAL".split()
    return "" if label in literals else COARSE.get(label, "LOC" if label == "NORP" else "MISC")


def speed(pipelines: Iterable[Language], texts: list[str], rounds: int = 3) -> list[float]:
    """Words per CPU second of each pipeline, in turns, the best round of each."""
    pipelines = list(pipelines)
    words = sum(len(text.split()) for text in texts)
    best = [0.0] * len(pipelines)
    for nlp in pipelines:
        nlp(texts[0][:2_000])
    for _ in range(rounds):
        for i, nlp in enumerate(pipelines):
            start = time.process_time()
            for _doc in nlp.pipe(texts):
                pass
            best[i] = max(best[i], words / (time.process_time() - start))
    return best


def memory(model: str | None, texts: list[str], words: int = 200_000) -> float:
    """Peak in MB of a process that reads so many words, in texts of 100,000 characters."""
    whole = "\n\n".join(texts)
    while len(whole.split()) < words:
        whole += "\n\n" + whole
    blocks = [whole[i : i + 100_000] for i in range(0, len(whole), 100_000)]
    enough = max(1, round(len(blocks) * words / len(whole.split())))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (model, blocks[:enough]))


def _peak(model: str | None, blocks: list[str]) -> float:
    nlp = pipeline(model)
    for _doc in nlp.pipe(blocks):
        pass
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def pipeline(model: str | None) -> Language:
    """The pipeline of a name or folder."""
    if model is None:
        return embedded.load()
    return embedded.load(Path(model)) if is_complete(Path(model)) else load(model)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--model")
    options.add_argument("--part", nargs="*", choices=PARTS, default=list(PARTS))
    chosen = options.parse_args()
    nlp, data = pipeline(chosen.model), chosen.data
    banks = {n: read_treebank(data / f"treebank/en_{n}-dev.conllu") for n in ("ewt", "gum")}
    texts = [d.text for documents in banks.values() for d in documents]
    for name, documents in banks.items():
        if "gold" in chosen.part:
            show(f"{name} gold", gold(nlp, documents))
        if "raw" in chosen.part:
            show(f"{name} raw", raw(nlp, documents))
    if "names" in chosen.part:
        show("uner names", names(nlp, read_uner(data / "ner/uner_dev.iob2"), uner_type))
        passages = read_redocred(data / "ner/redocred_dev.json")
        show("redocred names", names(nlp, passages, redocred_type))
    if "speed" in chosen.part:
        ours, theirs = speed([nlp, spacy.load(find(BASELINE))], texts)
        show("speed", {"words/s": ours, BASELINE: theirs, "ratio": ours / theirs})
    if "memory" in chosen.part:
        show("memory", {"MB": memory(chosen.model, texts)})


def show(what: str, figures: dict[str, float]) -> None:
    """Print one line of figures."""
    print(f"{what}: " + ", ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)


if __name__ == "__main__":
    main()
