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

from training.decode import Ints, label_logits, tree
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
    size = model.description["arc"]
    root = model.decoder["arc_root"][:, None]
    heads = np.empty(len(found["arcs"]), np.int64)
    for a, b in pairwise(bounds):
        dep, head = found["arcs"][a:b, :size], found["arcs"][a:b, size:]
        here = tree(np.concatenate([dep @ root, dep @ head.T], axis=1))
        heads[a:b] = np.where(here == 0, -1, here - 1 + a)
    d = model.decoder
    logits = label_logits(
        found["labels"], heads, d["label_root"], d["label_weight"], d["label_bias"]
    )
    names = model.description["labels"]["deprel"]
    at = names.index("root")
    logits[:, at] = -1e9
    best = logits.argmax(1)
    best[heads < 0] = at
    return heads, [names[i] for i in best]


def safe_windows(document: Encoded, words: list[str], budget: int) -> list[Window]:
    """Cut words of unknown sentences at safe places, and pack them (FORMAT.md section 4)."""
    cuts = [0, *(i for i in range(1, len(words)) if is_safe(words, document.spaces, i)), len(words)]
    windows: list[Window] = []
    start = 0
    for before, after in zip(cuts, [*cuts[1:], len(words)], strict=True):
        if before > start and document.offsets[after] - document.offsets[start] + 2 > budget:
            windows.extend(_limited(document, start, before))
            start = before
    windows.extend(_limited(document, start, len(words)))
    return windows


def is_safe(words: list[str], spaces: NDArray[np.int32], i: int) -> bool:
    """Tell whether text may be cut before word `i` without knowing sentences."""
    if spaces[i] == 4:
        return True
    if spaces[i] == 1 or words[i][:1].islower():
        return False
    k = i - 1
    while k > 0 and words[k] in CLOSERS:
        k -= 1
    if words[k] not in ("!", "?") and not (words[k] == "." or (set(words[k]) == {"."})):
        return False
    return k > 0 and not (len(words[k - 1]) == 1 and words[k - 1].isupper())


CLOSERS = frozenset(('"', "'", "''", "”", "’", ")", "]", "»"))
LONGEST, OVERLAP = 256, 64


def _limited(document: Encoded, start: int, end: int) -> list[Window]:
    """Return one window, or several that overlap where it is too long."""
    if end <= start:
        return []
    offsets = document.offsets
    if offsets[end] - offsets[start] + 2 <= LONGEST:
        return [Window(document, start, start, end, end)]
    windows = []
    at, core = start, start
    while True:
        last = min(int(np.searchsorted(offsets, offsets[at] + LONGEST - 2, side="right")) - 1, end)
        if last == end:
            windows.append(Window(document, at, core, end, end))
            return windows
        keep = int(np.searchsorted(offsets, offsets[last] - OVERLAP // 2))
        windows.append(Window(document, at, core, keep, last))
        core = keep
        at = max(int(np.searchsorted(offsets, offsets[core] - OVERLAP // 2)), start)
