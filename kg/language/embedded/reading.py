"""From words to annotation, without spaCy: windows, network, decoding, in one canonical way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.language.embedded import names, windows
from kg.language.embedded.decode import Ints as Indices
from kg.language.embedded.decode import arc_scores, relations, tree
from kg.language.embedded.network import VECTORS, Array, Network, Outputs, merged
from kg.language.embedded.pieces import Ints, Shape, Space, is_spacing_known
from kg.language.embedded.windows import FORBIDDEN, GIVEN, OPEN

LONGEST_SENTENCE = 256
"""Words of a sentence that is parsed at once. A longer one is parted where the network sees a
boundary most; one that is given is parsed in parts, which hang on the first as parataxis."""

_NAMEABLE = ("PROPN", "ADJ")
"""Parts of speech of words that can be a name without a capital."""


@dataclass(slots=True)
class Reading:
    """What the network reads in a text of words, a row a word.

    `starts` whether a sentence begins; `heads` indices of head words (itself: the root);
    `relations` and `tags` (UPOS, XPOS, features, lemma script) indices into the labels;
    `mentions` the kind of mention that the word heads; `found` names and literals;
    `vectors` the wanted word vectors side by side.
    """

    starts: NDArray[np.bool_]
    heads: Indices
    relations: Indices
    tags: Indices
    mentions: Indices
    found: list[names.Found]
    vectors: NDArray[np.float32]


class Reader:
    """Reads texts of words with a network.

    `view` names the corpus whose guidelines names follow, "" the model's default; `vectors` the
    heads whose word vectors are wanted.
    """

    def __init__(self, network: Network, view: str = "", vectors: Sequence[str] = ()) -> None:
        told = network.description
        self._network, self._vectors = network, [VECTORS[v] for v in vectors]
        self._view = told["views"].index(view or told["default_view"])
        labels = network.labels
        self._tags = names.Tags(labels["names"], labels["types"], told["finer"], told["literals"])
        self._nameable = [i for i, pos in enumerate(labels["upos"]) if pos in _NAMEABLE]
        self._proper = labels["upos"].index("PROPN")
        self._root = labels["deprel"].index("root")
        self._parataxis = labels["deprel"].index("parataxis")

    def read(self, words: Sequence[str], spaces: Ints, given: NDArray[np.int8]) -> Reading:
        """Read a text. `spaces` is the spacing before its words, `given` where sentences begin.

        `given` holds `GIVEN`, `FORBIDDEN` or `OPEN` for each word.
        """
        if not is_spacing_known(words, spaces):
            spaces = np.full_like(spaces, Space.UNKNOWN)
        encoded = self._network.pieces.of(words)
        places = windows.safe_places(words, spaces, given)
        budget = self._network.description["window_pieces"]
        runs = windows.segments(places, encoded[1], budget)
        parts = [
            self._block(block, words, encoded, spaces, given)
            for block in windows.blocks(runs, encoded[1])
        ]
        reading = self._joined(parts, words)
        _rejoin(reading, given, self._parataxis)
        return reading

    def _block(
        self, block: list[tuple[int, int]], words: Sequence[str],
        encoded: tuple[Ints, Ints, Ints], spaces: Ints, given: NDArray[np.int8],
    ) -> Reading:  # fmt: skip
        base, stop = block[0][0], block[-1][1]
        out = merged(self._outputs(block, encoded, spaces), stop - base)
        bounds = _boundaries(out["starts"], given[base:stop], [first - base for first, _ in block])
        heads = self._heads(out["arcs"], bounds)
        chosen = relations(out["labels"], heads, self._network.decoder, self._root)
        starts = np.zeros(stop - base, np.bool_)
        starts[bounds[:-1]] = True
        emissions = out["names"][:, self._view]
        found = names.find(emissions, out["types"], bounds, self._tags, self._network.decoder)
        here, xpos = words[base:stop], self._network.labels["xpos"]
        found = names.with_nationalities(found, here, [xpos[i] for i in out["tags"][:, 1]])
        nameable = np.isin(out["tags"][:, 0], self._nameable)
        nameable |= ~np.isin(encoded[2][base:stop], (Shape.LOWER, Shape.PUNCTUATION))
        found = names.plausible(found, nameable.tolist(), self._tags.literals)
        found = names.without_authors(found, here, out["types"], self._tags)
        vectors = [out[name] for name in self._vectors] or [np.zeros((stop - base, 0), np.float32)]
        return Reading(
            starts, heads, chosen, out["tags"], out["mentions"].argmax(1), found,
            np.concatenate(vectors, axis=1),
        )  # fmt: skip

    def _outputs(
        self, block: list[tuple[int, int]], encoded: tuple[Ints, Ints, Ints], spaces: Ints
    ) -> Iterator[tuple[NDArray[np.intp], Outputs]]:
        told, ends = self._network.description, encoded[1]
        most = told["max_window_pieces"]
        whole = [w for run in block for w in windows.windows_of(run, ends, most)]
        wanted = ["starts", "tags", "arcs", "labels", "names", "types", "mentions", *self._vectors]
        for batch in windows.batches(whole, ends, told["batch_pieces"]):
            places = [np.arange(w.start, w.end) for w in batch]
            yield (
                np.concatenate(places) - block[0][0],
                self._network.run(batch, encoded, spaces, wanted),
            )

    def _heads(self, arcs: Array, bounds: list[int]) -> Indices:
        root = self._network.decoder["arc_root"]
        heads = np.empty(len(arcs), np.int64)
        for start, end in pairwise(bounds):
            if end - start == 1:
                heads[start] = start
                continue
            found = tree(arc_scores(arcs[start:end], root))
            own = np.arange(start, end)
            heads[start:end] = np.where(found == 0, own, found + (start - 1))
        return heads

    def _joined(self, parts: list[Reading], words: Sequence[str]) -> Reading:
        if not parts:
            none = np.zeros(0, np.int64)
            tags, vectors = np.zeros((0, 4), np.int64), np.zeros((0, 384 * len(self._vectors)))
            return Reading(none > 0, none, none, tags, none, [], vectors.astype(np.float32))
        at = np.cumsum([0, *(len(p.heads) for p in parts)]).tolist()
        found = [
            (s + i, e + i, kind) for i, p in zip(at, parts, strict=False) for s, e, kind in p.found
        ]
        tags = np.concatenate([p.tags for p in parts])
        proper = (tags[:, 0] == self._proper).tolist()
        found = names.with_one_type(found, words, self._tags.literals)
        found = names.with_repeated(found, words, proper, self._tags.literals)
        return Reading(
            np.concatenate([p.starts for p in parts]),
            np.concatenate([p.heads + i for i, p in zip(at, parts, strict=False)]),
            np.concatenate([p.relations for p in parts]),
            tags,
            np.concatenate([p.mentions for p in parts]),
            found,
            np.concatenate([p.vectors for p in parts]),
        )


def _boundaries(logits: Array, given: NDArray[np.int8], forced: list[int]) -> list[int]:
    """Where parts to parse begin, and the end: sentences, none longer than `LONGEST_SENTENCE`."""
    starts = (given == GIVEN) | ((given == OPEN) & (logits > 0))
    starts[forced] = True
    bounds = [*np.flatnonzero(starts).tolist(), len(logits)]
    result = [0]
    for start, end in pairwise(bounds):
        result += [*_shortened(start, end, logits, given), end]
    return result


def _shortened(start: int, end: int, logits: Array, given: NDArray[np.int8]) -> list[int]:
    """Words at which a run that is too long is cut: the likeliest, in turn."""
    cuts: list[int] = []
    while end - start > LONGEST_SENTENCE:
        inside = np.arange(start + 1, start + LONGEST_SENTENCE + 1)
        free = inside[given[inside] == OPEN]
        start = int(free[logits[free].argmax()]) if len(free) else start + LONGEST_SENTENCE
        cuts.append(start)
    return cuts


def _rejoin(reading: Reading, given: NDArray[np.int8], parataxis: int) -> None:
    """Hang the parts of a given sentence on the root of its first part."""
    roots = np.flatnonzero(reading.heads == np.arange(len(reading.heads))).tolist()
    top = 0
    for k, first in enumerate(np.flatnonzero(reading.starts).tolist()):
        if k == 0 or given[first] != FORBIDDEN:
            top = roots[k]
            continue
        reading.starts[first] = False
        reading.heads[roots[k]] = top
        reading.relations[roots[k]] = parataxis
