"""From a checkpoint to the files that ship (FORMAT.md)."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from training.config import Config
from training.graph import Weights, build
from training.labels import VIEWS, Labels, load_labels, transitions
from training.lemmas import build_lookup
from training.mentions import MENTION_CUT
from training.prepare import load_corpora
from training.silver import FINER, LITERALS
from training.windows import CLS, MASK, PAD, SEP

FORMAT = 1


def export(run: Path, weights_folder: Path, out: Path, config: Config, draft: bool = False) -> None:
    """Write the files that ship into `out`, and the unquantised graph into the run's folder."""
    out.mkdir(parents=True, exist_ok=True)
    labels = load_labels(run / "labels.json")
    weights = read_weights(run)
    sizes = {
        "arc": config.model.arc,
        "label": config.model.label,
        **{key: len(value) for key, value in asdict(labels).items()},
    }
    ready = merge_views(weights)
    onnx.save(build(ready, len(VIEWS), sizes, int8=False), run / "float.onnx")
    onnx.save(build(ready, len(VIEWS), sizes, int8=True), out / "model.onnx")
    np.savez(
        out / "decoder.npz",
        arc_root=weights["arc_root"],
        label_root=weights["label_root"],
        label_weight=weights["label_out.weight"].T.astype(np.float32),
        label_bias=weights["label_out.bias"],
        names_transitions=transitions(labels.names),
        types_transitions=transitions(labels.types),
    )
    shutil.copyfile(weights_folder / "tokenizer.json", out / "tokenizer.json")
    description = describe(
        labels,
        config,
        draft,
        {name: checksum(out / name) for name in ("model.onnx", "decoder.npz", "tokenizer.json")},
    )
    description["lemma_lookup"] = build_lookup(load_corpora(run).train)
    (out / "model.json").write_text(
        json.dumps(description, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def read_weights(run: Path) -> Weights:
    """Return the weights of the finished model, or else of the last checkpoint."""
    path = run / "model.pt"
    state = (
        torch.load(path, weights_only=True)
        if path.exists()
        else torch.load(run / "checkpoint.pt", weights_only=True)["model"]
    )
    return {key: value.float().numpy() for key, value in state.items()}


def merge_views(weights: Weights) -> Weights:
    """Add the shared part of the names head to each view's own part."""
    views = len(VIEWS)
    merged = dict(weights)
    merged["names.weight"] = weights["views.weight"] + np.tile(weights["names.weight"], (views, 1))
    merged["names.bias"] = weights["views.bias"] + np.tile(weights["names.bias"], views)
    return merged


def describe(
    labels: Labels, config: Config, draft: bool, checksums: dict[str, str]
) -> dict[str, Any]:
    """Return what model.json says beside the lemma lookup and the figures."""
    return {
        "format": FORMAT,
        "name": "kg-english",
        "version": config.version,
        "draft": draft,
        "checksums": checksums,
        "special": {"cls": CLS, "sep": SEP, "pad": PAD, "mask": MASK, "unk": 100},
        "max_pieces_per_word": config.data.max_pieces_per_word,
        "window_pieces": 64,
        "max_window_pieces": 256,
        "batch_pieces": 500,
        "arc": config.model.arc,
        "label": config.model.label,
        "labels": asdict(labels),
        "views": list(VIEWS),
        "default_view": "redocred",
        "finer": {key: list(value) for key, value in FINER.items()},
        "literals": list(LITERALS),
        "mention_cut": MENTION_CUT,
    }


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
