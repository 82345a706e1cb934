"""Windows of sentences, drawn at random or packed in order, and batches of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from kg.language.embedded.pieces import Space
from training.config import WindowConfig
from training.corpus import UNKNOWN
from training.encode import LAYERS, Array, Encoded
from training.words import lowered, uppered

CLS, SEP, PAD, MASK = 101, 102, 0, 103
LONGEST = 480
"""Pieces of a window at most (a sentence of more is cut)."""


@dataclass(slots=True)
class Window:
    """Words `first` to `last` of a document, of which `start` to `end` are whole sentences."""

    document: Encoded
    first: int
    start: int
    end: int
    last: int

    @property
    def size(self) -> int:
        """Number of pieces with [CLS] and [SEP]."""
        return int(self.document.offsets[self.last] - self.document.offsets[self.first]) + 2


@dataclass(slots=True)
class Batch:
    """Padded pieces of several windows, and their words one after the other."""

    pieces: Array
    shapes: Array
    spaces: Array
    lengths: Array
    first: Array
    last: Array
    row: Array
    """Window of each word."""
    column: Array
    """Place of each word in its window."""
    sentence: Array
    """Number of each word's sentence within its window."""
    views: Array
    layers: dict[str, Array]
    """As in Encoded, but heads are places in the window (0 the root, 1 the first word)."""


def draw_windows(document: Encoded, config: WindowConfig, random: Random) -> list[Window]:
    """Cut a document into windows of random size, some with context."""
    windows: list[Window] = []
    sentence, total = 0, len(document.bounds) - 1
    while sentence < total:
        budget = (
            0
            if random.random() < config.single
            else random.randint(config.smallest, config.largest)
        )
        window, sentence = _fill(document, sentence, budget)
        if random.random() < config.context:
            words = config.context_words
            window.first = max(window.start - random.randint(0, words), 0)
            window.last = min(window.end + random.randint(0, words), len(document.shapes))
        windows.extend(_cut(window))
    return windows


def pack_windows(document: Encoded, budget: int) -> list[Window]:
    """Pack whole sentences in order into windows of at most `budget` pieces."""
    windows: list[Window] = []
    sentence, total = 0, len(document.bounds) - 1
    while sentence < total:
        window, sentence = _fill(document, sentence, budget)
        windows.extend(_cut(window))
    return windows


def _fill(document: Encoded, sentence: int, budget: int) -> tuple[Window, int]:
    start = int(document.bounds[sentence])
    stop = sentence + 1
    total = len(document.bounds) - 1
    while stop < total:
        end = int(document.bounds[stop + 1])
        if int(document.offsets[end] - document.offsets[start]) + 2 > budget:
            break
        stop += 1
    end = int(document.bounds[stop])
    return Window(document, start, start, end, end), stop


def _cut(window: Window) -> Iterator[Window]:
    """Yield the window, or parts of it if it is too long."""
    if window.size <= LONGEST:
        yield window
        return
    offsets = window.document.offsets
    first = window.start
    while first < window.end:
        last = int(np.searchsorted(offsets, offsets[first] + LONGEST - 2, side="right")) - 1
        last = min(max(last, first + 1), window.end)
        yield Window(window.document, first, first, last, last)
        first = last


def batches_of(windows: list[Window], pieces: int) -> list[list[Window]]:
    """Part windows, sorted by length, into batches of at most `pieces` padded pieces."""
    batches: list[list[Window]] = []
    longest = 0
    for window in sorted(windows, key=lambda w: w.size):
        longest = max(longest, window.size)
        if not batches or longest * (len(batches[-1]) + 1) > pieces:
            batches.append([])
            longest = window.size
        batches[-1].append(window)
    return batches


def collate(
    windows: list[Window], config: WindowConfig | None = None, random: Random | None = None
) -> Batch:
    """Return the arrays of a batch; with a configuration, disturbed for training."""
    rows, columns = len(windows), max(w.size for w in windows)
    pieces = np.full((rows, columns), PAD, np.int32)
    shapes, spaces = np.zeros((rows, columns), np.int32), np.zeros((rows, columns), np.int32)
    firsts, lasts, layers = [], [], [_layers(w) for w in windows]
    for i, window in enumerate(windows):
        d, a, b = window.document, window.first, window.last
        offsets = d.offsets[a : b + 1] - d.offsets[a] + 1
        counts = np.diff(offsets)
        row = d.pieces[d.offsets[a] : d.offsets[b]]
        shape, space = d.shapes[a:b], d.spaces[a:b]
        if config is not None and random is not None:
            row, shape, space = _disturb(row, shape, space, d.letters[a:b], counts, config, random)
        end = int(offsets[-1])
        pieces[i, 0], pieces[i, end] = CLS, SEP
        pieces[i, 1:end] = row
        shapes[i, 1:end], spaces[i, 1:end] = np.repeat(shape, counts), np.repeat(space, counts)
        firsts.append(i * columns + offsets[:-1])
        lasts.append(i * columns + offsets[1:] - 1)
    words = [w.last - w.first for w in windows]
    return Batch(
        pieces=pieces,
        shapes=shapes,
        spaces=spaces,
        lengths=np.array([w.size for w in windows], np.int32),
        first=np.concatenate(firsts).astype(np.int32),
        last=np.concatenate(lasts).astype(np.int32),
        row=np.repeat(np.arange(rows), words).astype(np.int32),
        column=np.concatenate([np.arange(n) for n in words]).astype(np.int32),
        sentence=np.concatenate([w.document.sentence[w.first : w.last] for w in windows]).astype(
            np.int32
        ),
        views=np.repeat([w.document.view for w in windows], words).astype(np.int32),
        layers={key: np.concatenate([layer[key] for layer in layers]) for key in LAYERS},
    )


def _layers(window: Window) -> dict[str, Array]:
    """Cut the layers; context words keep only the boundary, and arcs never leave the window."""
    a, b = window.first, window.last
    layers = {key: layer[a:b].copy() for key, layer in window.document.layers.items()}
    outside = np.ones(b - a, bool)
    outside[window.start - a : window.end - a] = False
    for key, layer in layers.items():
        if key != "starts":
            layer[outside] = UNKNOWN
    heads = layers["heads"]
    left = (heads >= 0) & ((heads < window.start) | (heads >= window.end))
    heads[heads >= -1] += 1
    heads[heads > 0] -= a
    heads[left] = UNKNOWN
    return layers


def _disturb(
    row: Array,
    shape: Array,
    space: Array,
    letters: Array,
    counts: NDArray[np.int32],
    config: WindowConfig,
    random: Random,
) -> tuple[Array, Array, Array]:
    """Change case, mask words, and vary what is known of spacing."""
    chance = random.random()
    if chance < config.lower:
        shape = np.array([lowered(int(s)) for s in shape], np.int32)
    elif chance < config.lower + config.upper:
        shape = np.array(
            [uppered(int(s), int(n)) for s, n in zip(shape, letters, strict=True)], np.int32
        )
    if config.mask:
        masked = np.array([random.random() < config.mask for _ in range(len(counts))])
        if masked.any():
            row = np.where(np.repeat(masked, counts), MASK, row).astype(np.int32)
    chance = random.random()
    if chance < config.spaces_unknown:
        space = np.zeros_like(space)
    elif (space != Space.UNKNOWN).any():
        chance -= config.spaces_unknown
        if chance < config.spaces_wrapped:
            space = _wrapped(space, letters, random)
        elif chance < config.spaces_wrapped + config.spaces_lines:
            space = np.where(space == Space.PARAGRAPH, Space.LINE, space).astype(np.int32)
    return row, shape, space


def _wrapped(space: Array, letters: Array, random: Random) -> Array:
    """Break lines as a text wrapped at a fixed width does."""
    space = space.copy()
    width = random.choice((60, 70, 72, 76, 80))
    column = random.randint(0, width)
    for i in range(len(space)):
        column += int(letters[i]) + (space[i] != Space.NONE)
        if space[i] == Space.PARAGRAPH:
            column = int(letters[i])
        elif column > width and space[i] == Space.BLANK:
            space[i], column = Space.LINE, int(letters[i])
    return space
