"""The network: shipped files, an ONNX Runtime session, and what decoding needs beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.language.embedded.pieces import Ints, Pieces
from kg.language.embedded.windows import Window

_FORMAT = 1

Floats = NDArray[np.float32]
Array = NDArray[Any]
Outputs = dict[str, Array]
"""What the network says of words: arrays by the name of the output, a row a word."""

VECTORS = {"parse": "vector_parse", "tags": "vector_tags", "names": "vector_names"}
"""Word vectors by the heads that they are mixed for."""


@dataclass(frozen=True, slots=True)
class Special:
    """Ids of the pieces that are no part of a word."""

    cls: int
    sep: int
    pad: int
    unk: int
    mask: int


class Network:
    """An encoder and its heads, on one thread.

    `folder` holds the files. They are read when first needed. Raises `ModelError` where they
    cannot be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def description(self) -> dict[str, Any]:
        """What `model.json` says: vocabularies, options, figures, checksums."""
        try:
            found = json.loads((self.folder / "model.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"no embedded model in {self.folder}: {error}") from None
        if found.get("format") != _FORMAT:
            raise ModelError(f"the model in {self.folder} is of another format: update kg")
        return dict(found)

    @property
    def labels(self) -> Mapping[str, list[str]]:
        """Names of the classes of each head, in the order of its outputs."""
        labels: Mapping[str, list[str]] = self.description["labels"]
        return labels

    @cached_property
    def pieces(self) -> Pieces:
        """How words are cut."""
        most = self.description["max_pieces_per_word"]
        return Pieces(self.folder / "tokenizer.json", self.special.unk, most)

    @cached_property
    def special(self) -> Special:
        """Ids of special pieces."""
        return Special(**self.description["special"])

    @cached_property
    def decoder(self) -> dict[str, Floats]:
        """Arrays that decoding needs: roots, labels, transitions."""
        with np.load(self.folder / "decoder.npz") as stored:
            return {name: stored[name] for name in stored.files}

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The graph, ready to run."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        path = str(self.folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(
        self,
        windows: list[Window],
        encoded: tuple[Ints, Ints, Ints],
        spaces: Ints,
        wanted: list[str],
    ) -> Outputs:
        """The wanted outputs for the words that the windows keep, in order.

        `encoded` is what `Pieces.of` gives for the text's words; `spaces` their spacing.
        """
        found = self.session.run(wanted, self._feed(windows, encoded, spaces))
        return dict(zip(wanted, found, strict=True))

    def _feed(
        self, windows: list[Window], encoded: tuple[Ints, Ints, Ints], spaces: Ints
    ) -> dict[str, Ints]:
        pieces, ends, shapes = encoded
        counts = np.diff(ends)
        columns = max(int(ends[w.last] - ends[w.first]) for w in windows) + 2
        shape = (len(windows), columns)
        grid = np.full(shape, self.special.pad, np.int32)
        shape_grid, space_grid = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        lengths, first, last = np.zeros(len(windows), np.int32), [], []
        for row, w in enumerate(windows):
            size = int(ends[w.last] - ends[w.first])
            words = slice(w.first, w.last)
            grid[row, 0], grid[row, size + 1] = self.special.cls, self.special.sep
            grid[row, 1 : size + 1] = pieces[ends[w.first] : ends[w.last]]
            shape_grid[row, 1 : size + 1] = np.repeat(shapes[words], counts[words])
            space_grid[row, 1 : size + 1] = np.repeat(spaces[words], counts[words])
            lengths[row] = size + 2
            base = row * columns + 1 - ends[w.first]
            first.append(ends[w.start : w.end] + base)
            last.append(ends[w.start + 1 : w.end + 1] + (base - 1))
        return {
            "pieces": grid, "shapes": shape_grid, "spaces": space_grid, "lengths": lengths,
            "first": np.concatenate(first).astype(np.int32),
            "last": np.concatenate(last).astype(np.int32),
        }  # fmt: skip


def merged(parts: Iterable[tuple[NDArray[np.intp], Outputs]], size: int) -> Outputs:
    """Outputs of `size` words, put together from those of some words each, by their places."""
    whole: Outputs = {}
    for places, outputs in parts:
        for name, values in outputs.items():
            if name not in whole:
                whole[name] = np.empty((size, *values.shape[1:]), values.dtype)
            whole[name][places] = values
    return whole
