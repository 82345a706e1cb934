"""Where the files of the embedded model are."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("model")
"""The model that the package carries."""

FILES = ("model.onnx", "decoder.npz", "model.json", "tokenizer.json")


def is_complete(folder: Path) -> bool:
    """Whether all files of a model stand in a folder."""
    return all((folder / name).is_file() for name in FILES)
