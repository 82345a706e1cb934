"""Runs an exported model over encoded documents as the runtime will.

That is by ONNX Runtime, with one thread and small windows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.language.embedded import windows as cuts
from kg.language.embedded.decode import Ints, arc_scores, relations, tree
from training.encode import Encoded
from training.windows import Window, batches_of, collate

INPUTS = ("pieces", "shapes", "spaces", "lengths", "first", "last")
OUTPUTS = ("starts", "tags", "arcs", "labels", "names", "types", "mentions", "entities")


@dataclass(frozen=True, slots=True)
class Exported:
    """A loaded model with what decoding needs."""

    session: onnxruntime.InferenceSession
    decoder: dict[str, NDArray[np.float32]]
    description: dict[str, Any]


def load_exported(folder: Path, model: Path | None = None) -> Exported:
    """Load a folder of exported files, with another graph if one is given (the unquantised one)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(model or folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    decoder = dict(np.load(folder / "decoder.npz"))
    return Exported(
        session, decoder, json.loads((folder / "model.json").read_text(encoding="utf-8"))
    )


def run_windows(
    model: Exported, windows: list[Window], pieces: int = 500
) -> dict[str, NDArray[Any]]:
    """Return every output for the words of windows in order (their context left out)."""
    parts: dict[int, dict[str, NDArray[Any]]] = {}
    for batch_windows in batches_of(windows, pieces):
        batch = collate(batch_windows)
        values = model.session.run(list(OUTPUTS), {name: getattr(batch, name) for name in INPUTS})
        ends = np.cumsum([w.last - w.first for w in batch_windows])
        for window, end in zip(batch_windows, ends, strict=True):
            a = end - (window.last - window.start)
            b = end - (window.last - window.end)
            parts[id(window)] = {
                name: value[a:b] for name, value in zip(OUTPUTS, values, strict=True)
            }
    return {name: np.concatenate([parts[id(w)][name] for w in windows]) for name in OUTPUTS}


def parse(
    model: Exported, found: dict[str, NDArray[Any]], bounds: NDArray[np.int32]
) -> tuple[Ints, list[str]]:
    """Return each word's head (a word's index, -1 the root) and relation, sentences given."""
    names = model.description["labels"]["deprel"]
    root = names.index("root")
    heads = np.empty(len(found["arcs"]), np.int64)
    chosen: list[str] = []
    for a, b in pairwise(bounds):
        here = tree(arc_scores(found["arcs"][a:b], model.decoder["arc_root"]))
        own = np.where(here == 0, np.arange(b - a), here - 1)
        chosen += [names[i] for i in relations(found["labels"][a:b], own, model.decoder, root)]
        heads[a:b] = np.where(here == 0, -1, here - 1 + a)
    return heads, chosen


def safe_windows(model: Exported, document: Encoded, words: list[str]) -> list[Window]:
    """Cut words of unknown sentences as the runtime does."""
    told, offsets = model.description, document.offsets
    places = cuts.safe_places(words, document.spaces, np.zeros(len(words), np.int8))
    return [
        Window(document, w.first, w.start, w.end, w.last)
        for segment in cuts.segments(places, offsets, told["window_pieces"])
        for w in cuts.windows_of(segment, offsets, told["max_window_pieces"])
    ]
