"""Learning rates: layer decay, warm-up, and a linear fall that ends at a step or at a time."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from torch import nn

from training.config import OptimiserConfig
from training.encoder import DEPTH

PLAIN = ("norm", "bias", "mix", "root", "shapes", "spaces")


@dataclass(slots=True)
class Schedule:
    """How much of training is done, 0 to 1: by steps, or by the clock if there is a deadline."""

    steps: int
    warm_up: float
    begun: float = 0.0
    deadline: float | None = None
    offset: float = 0.0
    """What was done before the run was resumed."""

    def done(self, step: int, now: float | None = None) -> float:
        """Return the part of training that is done."""
        if self.deadline is None:
            return min(step / self.steps, 1.0)
        now = time.time() if now is None else now
        left = max(self.deadline - self.begun, 1.0)
        return min(self.offset + (1 - self.offset) * (now - self.begun) / left, 1.0)

    def factor(self, done: float) -> float:
        """Return the learning rate's factor: up during warm-up, then down to 0.

        >>> [round(Schedule(100, 0.1).factor(x), 3) for x in (0.05, 0.1, 0.55, 1.0)]
        [0.5, 1.0, 0.5, 0.0]
        """
        return (
            min(done / self.warm_up, 1.0)
            if done < self.warm_up
            else max(1 - done, 0.0) / (1 - self.warm_up)
        )


def parameter_groups(model: nn.Module, config: OptimiserConfig) -> list[dict[str, object]]:
    """Return groups of parameters with their base learning rate and weight decay."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        decay = 0.0 if any(part in name for part in PLAIN) else config.weight_decay
        groups.setdefault((_rate(name, config), decay), []).append(parameter)
    return [
        {"params": found, "lr": rate, "base": rate, "weight_decay": decay}
        for (rate, decay), found in groups.items()
    ]


def _rate(name: str, config: OptimiserConfig) -> float:
    if not name.startswith("encoder.") or name in ("encoder.shapes", "encoder.spaces"):
        return config.heads
    layer = re.match(r"encoder\.layers\.(\d+)\.", name)
    depth = DEPTH if layer is None else DEPTH - 1 - int(layer[1])
    return config.encoder * config.layer_decay**depth
