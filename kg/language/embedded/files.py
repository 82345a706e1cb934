"""Where the files of the embedded model are."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("model")
"""The model that the package carries."""
