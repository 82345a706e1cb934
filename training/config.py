"""The configuration: recipe.toml as typed, frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class DataConfig:
    """What is read, and what is kept out."""

    max_pieces_per_word: int
    litbank_held_out: int
    redocred_held_out: int
    uner_every: int
    min_script: int
    swaps: int
    sure: float
    share: dict[str, float]


@dataclass(frozen=True, slots=True)
class WindowConfig:
    """How training windows are drawn and disturbed."""

    single: float
    smallest: int
    largest: int
    context: float
    context_words: int
    lower: float
    upper: float
    mask: float
    spaces_unknown: float
    spaces_wrapped: float
    spaces_lines: float


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Sizes of the heads and dropout."""

    arc: int
    label: int
    dropout: float
    attention_dropout: float
    head_dropout: float


@dataclass(frozen=True, slots=True)
class OptimiserConfig:
    """Learning rates and the schedule."""

    encoder: float
    layer_decay: float
    heads: float
    weight_decay: float
    warm_up: float
    clip: float
    batch_pieces: int
    epochs: float


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that recipe.toml holds."""

    version: str
    seed: int
    data: DataConfig
    windows: WindowConfig
    model: ModelConfig
    losses: dict[str, float]
    optimiser: OptimiserConfig
    raw: dict[str, Any]


def load_config(path: Path | None = None) -> Config:
    """Read a configuration; without a path the recipe beside this module."""
    raw = tomllib.loads(
        (path or Path(__file__).with_name("recipe.toml")).read_text(encoding="utf-8")
    )
    return config_of(raw)


def config_of(raw: dict[str, Any]) -> Config:
    """Make a configuration of the tables of a TOML file."""
    return Config(
        version=raw["version"],
        seed=raw["seed"],
        data=DataConfig(**raw["data"]),
        windows=WindowConfig(**raw["windows"]),
        model=ModelConfig(**raw["model"]),
        losses=raw["losses"],
        optimiser=OptimiserConfig(**raw["optimiser"]),
        raw=raw,
    )
