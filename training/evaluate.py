"""Every head measured on development halves, by running the exported files."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.language.embedded.lemmas import apply_script
from training.config import Config
from training.corpus import Document
from training.encode import Encoded, Encoder
from training.labels import Labels
from training.lemmas import lookup_key
from training.measure_names import measure_names
from training.measures import F1, Share
from training.mentions import mention_extent
from training.prepare import load_corpora
from training.runner import Exported, load_exported, parse, run_windows, safe_windows
from training.windows import pack_windows

Figures = dict[str, float]


def evaluate(run: Path, folder: Path, config: Config, model: Path | None = None) -> Figures:
    """Return all figures of an exported folder (with `model`, of another graph with its files)."""
    exported = load_exported(folder, model)
    labels = Labels(**exported.description["labels"])
    encoder = Encoder(folder / "tokenizer.json", labels, config.data.max_pieces_per_word)
    dev = load_corpora(run).dev
    figures: Figures = {}
    for corpus in ("ewt", "gum"):
        figures |= {
            f"{corpus}.{key}": value
            for key, value in measure_treebank(exported, encoder, dev[corpus]).items()
        }
    for corpus in ("uner", "redocred"):
        figures |= {
            f"{corpus}.{key}": value
            for key, value in measure_names(exported, encoder, dev[corpus]).items()
        }
    figures |= {
        f"litbank.{key}": value
        for key, value in measure_entities(exported, encoder, dev["litbank"]).items()
    }
    return {key: round(value, 2) for key, value in figures.items()}


def measure_treebank(model: Exported, encoder: Encoder, documents: list[Document]) -> Figures:
    """Return figures of syntax with gold words and sentences, and sentence F1 without."""
    shares = {key: Share() for key in ("uas", "las", "upos", "xpos", "feats", "lemma", "script")}
    mention_heads, mentions, sentences, blind = F1(), F1(), F1(), F1()
    for number, document in enumerate(documents):
        encoded = encoder.encode(document)
        found = run_windows(model, pack_windows(encoded, model.description["window_pieces"]))
        heads, deprels = parse(model, found, encoded.bounds)
        gold = [
            row
            for s in document.sentences
            for row in zip(
                s.words,
                s.deprels or (),
                s.upos or (),
                s.xpos or (),
                s.feats or (),
                s.lemmas or (),
                strict=True,
            )
        ]
        right = heads == encoded.layers["heads"]
        names = model.description["labels"]
        tags = found["tags"]
        shares["uas"].add(right)
        attached = [
            bool(ok) and d.split(":")[0] == g[1].split(":")[0]
            for ok, d, g in zip(right, deprels, gold, strict=True)
        ]
        shares["las"].add(attached)
        genre = document.genre or document.id.partition("-")[0]
        shares.setdefault(f"las.{genre}", Share()).add(attached)
        for k, key in enumerate(("upos", "xpos", "feats")):
            shares[key].add(
                names[key][t] == g[2 + k] for t, g in zip(tags[:, k], gold, strict=True)
            )
        shares["lemma"].add(
            lemma_of(model, g[0], t) == g[5] for t, g in zip(tags, gold, strict=True)
        )
        scripts = (
            apply_script(names["lemmas"][t], g[0]) for t, g in zip(tags[:, 3], gold, strict=True)
        )
        shares["script"].add(s == g[5] for s, g in zip(scripts, gold, strict=True))
        if any(s.mentions for s in document.sentences):
            _count_mentions(
                model, document, encoded, found, heads, deprels, number, mention_heads, mentions
            )
        for counter, spaces in (
            (sentences, encoded.spaces),
            (blind, np.zeros_like(encoded.spaces)),
        ):
            counter.add(*_sentence_spans(model, encoded, spaces, [g[0] for g in gold], number))
    figures = {key: share.value for key, share in shares.items()}
    if mentions.gold:
        figures |= {"mention_heads": mention_heads.value, "mentions": mentions.value}
    return figures | {
        "sentences": sentences.value,
        "sentences_words_alone": blind.value,
    }


def lemma_of(model: Exported, word: str, tags: NDArray[np.int64]) -> str:
    """Return the lemma of a word by lookup, else by its edit script."""
    names = model.description["labels"]
    known: str | None = model.description["lemma_lookup"].get(
        lookup_key(word, names["xpos"][tags[1]])
    )
    return known or apply_script(names["lemmas"][tags[3]], word)


def _sentence_spans(
    model: Exported, encoded: Encoded, spaces: NDArray[np.int32], words: list[str], number: int
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    given = encoded.spaces
    encoded.spaces = spaces
    found = run_windows(model, safe_windows(model, encoded, words))
    encoded.spaces = given
    starts = np.flatnonzero(found["starts"] > 0)
    bounds = [0, *(int(i) for i in starts if i), len(words)]
    gold = encoded.bounds.tolist()
    return [(number, a, b) for a, b in pairwise(bounds)], [
        (number, a, b) for a, b in pairwise(gold)
    ]


def _count_mentions(
    model: Exported,
    document: Document,
    encoded: Encoded,
    found: dict[str, NDArray[Any]],
    heads: NDArray[np.int64],
    deprels: list[str],
    number: int,
    by_head: F1,
    by_extent: F1,
) -> None:
    names = model.description["labels"]["mentions"]
    best = found["mentions"].argmax(1)
    for k, sentence in enumerate(document.sentences):
        a, b = int(encoded.bounds[k]), int(encoded.bounds[k + 1])
        local = [int(h) - a if h >= 0 else -1 for h in heads[a:b]]
        upos = [model.description["labels"]["upos"][t] for t in found["tags"][a:b, 0]]
        mine = [(i, names[best[a + i]]) for i in range(b - a) if best[a + i]]
        by_head.add(
            ((number, k, *m) for m in mine),
            ((number, k, i, m) for i, m in enumerate(sentence.mention_heads or ()) if m != "O"),
        )
        extents = [
            (number, k, *mention_extent(i, local, deprels[a:b], upos), label) for i, label in mine
        ]
        by_extent.add(
            extents, [(number, k, s.start, s.end, s.label) for s in sentence.mentions or ()]
        )


def measure_entities(model: Exported, encoder: Encoder, documents: list[Document]) -> Figures:
    """Return F1 of LitBank's mentions by head word and by extent, sentences given."""
    heads_f1, extent_f1 = F1(), F1()
    names = model.description["labels"]["entities"]
    for number, document in enumerate(documents):
        encoded = encoder.encode(document)
        found = run_windows(model, pack_windows(encoded, model.description["window_pieces"]))
        heads, deprels = parse(model, found, encoded.bounds)
        best = found["entities"].argmax(1)
        for k, sentence in enumerate(document.sentences):
            a, b = int(encoded.bounds[k]), int(encoded.bounds[k + 1])
            local = [int(h) - a if h >= 0 else -1 for h in heads[a:b]]
            upos = [model.description["labels"]["upos"][t] for t in found["tags"][a:b, 0]]
            mine = [(i, names[best[a + i]]) for i in range(b - a) if best[a + i]]
            gold = [
                (number, k, i, m) for i, m in enumerate(sentence.mention_heads or ()) if m != "O"
            ]
            heads_f1.add(((number, k, *m) for m in mine), gold)
            extents = [
                (number, k, *mention_extent(i, local, deprels[a:b], upos), label)
                for i, label in mine
            ]
            extent_f1.add(
                extents, [(number, k, s.start, s.end, s.label) for s in sentence.mentions or ()]
            )
    return {"mention_heads": heads_f1.value, "mentions": extent_f1.value}


def write_figures(figures: dict[str, Figures], path: Path, description: Path) -> None:
    """Write all figures as JSON, and those of int8 into the exported description."""
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    described = json.loads(description.read_text(encoding="utf-8"))
    described["figures"] = figures["int8"]
    text = json.dumps(described, ensure_ascii=False, indent=1)
    description.write_text(text + "\n", encoding="utf-8")
