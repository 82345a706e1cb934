"""Windows: what they cover, what their context keeps, and how batches are filled."""

from __future__ import annotations

from random import Random

import pytest

np = pytest.importorskip("numpy", reason="training needs numpy (extra `train`)")
pytest.importorskip("tokenizers", reason="training needs tokenizers (extra `train`)")

from training.config import load_config  # noqa: E402
from training.corpus import UNKNOWN  # noqa: E402
from training.encode import LAYERS, Encoded  # noqa: E402
from training.windows import CLS, LONGEST, SEP, batches_of, collate, draw_windows, pack_windows  # noqa: E402

CONFIG = load_config().windows


def document(lengths, pieces_per_word=1):
    """A document of sentences of these lengths.

    Every word but the first of a sentence hanging on the first.
    """
    n = sum(lengths)
    bounds = np.cumsum([0, *lengths]).astype(np.int32)
    sentence = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    layers = {key: np.zeros(n, np.int32) for key in LAYERS}
    layers["heads"] = bounds[sentence].astype(np.int32)
    layers["heads"][bounds[:-1]] = -1
    layers["starts"][bounds[:-1]] = 1
    return Encoded(
        corpus="ewt",
        view=-1,
        pieces=np.arange(1000, 1000 + n * pieces_per_word).astype(np.int32),
        offsets=(np.arange(n + 1) * pieces_per_word).astype(np.int32),
        shapes=np.full(n, 2, np.int32),
        spaces=np.full(n, 2, np.int32),
        letters=np.full(n, 5, np.int32),
        sentence=sentence,
        bounds=bounds,
        layers=layers,
    )


@pytest.mark.parametrize("seed", range(5))
def test_drawn_windows_cover_every_sentence_once(seed):
    found = draw_windows(document([3, 8, 1, 40, 7] * 6), CONFIG, Random(seed))
    assert [w.start for w in found] == [0, *[w.end for w in found[:-1]]]
    assert all(w.first <= w.start < w.end <= w.last for w in found)


def test_packed_windows_keep_to_their_budget():
    found = pack_windows(document([10] * 20), 64)
    assert {w.end - w.start for w in found[:-1]} == {60}
    assert all(w.size <= 64 for w in found)


def test_a_sentence_without_end_is_cut():
    found = pack_windows(document([1000], pieces_per_word=2), 64)
    assert all(w.size <= LONGEST for w in found)
    assert sum(w.end - w.start for w in found) == 1000


def test_batch_places_words_and_heads():
    doc = document([3, 2], pieces_per_word=2)
    (window,) = pack_windows(doc, 64)
    batch = collate([window])
    assert batch.pieces[0, [0, -1]].tolist() == [CLS, SEP]
    assert batch.first.tolist() == [1, 3, 5, 7, 9]
    assert batch.last.tolist() == [2, 4, 6, 8, 10]
    assert batch.layers["heads"].tolist() == [0, 1, 1, 0, 4]


def test_context_keeps_only_boundaries():
    doc = document([4, 4, 4])
    window = pack_windows(doc, 4)[1]
    window.first, window.last = 2, 10
    layers = collate([window]).layers
    assert layers["heads"].tolist() == [UNKNOWN, UNKNOWN, 0, 3, 3, 3, UNKNOWN, UNKNOWN]
    assert layers["starts"].tolist() == [0, 0, 1, 0, 0, 0, 1, 0]
    assert layers["upos"].tolist() == [UNKNOWN, UNKNOWN, 0, 0, 0, 0, UNKNOWN, UNKNOWN]


def test_batches_keep_to_their_pieces():
    windows = pack_windows(document([5, 9, 30, 12] * 20), 40)
    batches = batches_of(windows, 200)
    assert sorted(w.start for b in batches for w in b) == sorted(w.start for w in windows)
    assert all(max(w.size for w in b) * len(b) <= 200 for b in batches)


def test_disturbing_is_repeatable_and_spares_the_labels():
    doc = document([6, 6])
    (window,) = pack_windows(doc, 64)
    one, other = (collate([window], CONFIG, Random(3)) for _ in range(2))
    assert (one.pieces == other.pieces).all()
    assert (one.shapes == other.shapes).all()
    assert one.layers["upos"].tolist() == [0] * 12
