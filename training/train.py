"""The training loop: windows drawn anew each epoch, checkpoints, resuming."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import torch

from training.config import Config
from training.encode import Encoded
from training.model import Reader
from training.prepare import load_prepared
from training.schedule import Schedule, parameter_groups
from training.threads import Threads
from training.windows import Window, batches_of, collate, draw_windows

CHECKPOINT = "checkpoint.pt"


def train(
    run: Path,
    weights: Path,
    config: Config,
    deadline: float | None,
    shared: bool,
    initial: Path | None = None,
    every: float = 240.0,
) -> None:
    """Train, or go on from the run's checkpoint, until the epochs or the deadline are reached.

    `initial` is the `model.pt` of an earlier run with the same labels to start from.
    """
    torch.manual_seed(config.seed)
    labels, documents = load_prepared(run)
    model = Reader(config.model, labels)
    model.encoder.load(weights)
    if initial is not None:
        model.load_state_dict(torch.load(initial, weights_only=True))
    optimiser = torch.optim.AdamW(parameter_groups(model, config.optimiser), fused=True)
    per_epoch = len(epoch_batches(documents, config, 0))
    schedule = Schedule(
        int(per_epoch * config.optimiser.epochs), config.optimiser.warm_up, time.time(), deadline
    )
    step = resume(run, model, optimiser, schedule)
    model.train()
    threads = Threads(torch.get_num_threads(), shared)
    begun, saved, report = time.time(), time.time(), time.time()
    pieces = 0
    totals: defaultdict[str, float] = defaultdict(float)
    print(f"{per_epoch} batches an epoch, from step {step}", flush=True)
    for batch_windows, seed in batches_from(documents, config, step, per_epoch):
        done = schedule.done(step)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * max(schedule.factor(done), 1e-3)
        batch = collate(batch_windows, config.windows, Random(seed))
        with torch.autocast("cpu", torch.bfloat16):
            losses = model.losses(batch)
        loss = sum(config.losses[key] * value for key, value in losses.items())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.optimiser.clip, foreach=True)
        optimiser.step()
        step += 1
        size = int(batch.lengths.sum())
        pieces += size
        threads.step(size)
        for key, value in losses.items():
            totals[key] += value.item()
        if step % 50 == 0:
            speed = pieces / (time.time() - report)
            means = " ".join(f"{key} {value / 50:.3f}" for key, value in totals.items())
            print(
                f"{step} {step / per_epoch:.2f} epochs {done:.1%} {speed:.0f} pieces/s"
                f" ({threads.chosen} threads) {time.time() - begun:.0f} s: {means}",
                flush=True,
            )
            pieces, totals, report = 0, defaultdict(float), time.time()
        if time.time() - saved > every:
            save(run, model, optimiser, step, schedule.done(step))
            saved = time.time()
    save(run, model, optimiser, step, schedule.done(step))
    torch.save(model.state_dict(), run / "model.pt")
    (run / "trained.json").write_text(
        json.dumps(
            {
                "steps": step,
                "epochs": round(step / per_epoch, 2),
                "seconds": round(time.time() - begun),
            }
        )
    )


def epoch_batches(documents: list[Encoded], config: Config, epoch: int) -> list[list[Window]]:
    """Return an epoch's batches in random order, the same for the same seed."""
    random = Random(config.seed * 1000 + epoch)
    windows: list[Window] = []
    for document in documents:
        if random.random() < config.data.share.get(document.corpus, 1.0):
            windows.extend(draw_windows(document, config.windows, random))
    random.shuffle(windows)
    batches: list[list[Window]] = []
    for i in range(0, len(windows), 2048):
        batches.extend(batches_of(windows[i : i + 2048], config.optimiser.batch_pieces))
    random.shuffle(batches)
    return batches


def batches_from(
    documents: list[Encoded], config: Config, step: int, per_epoch: int
) -> Iterator[tuple[list[Window], int]]:
    """Yield batches without end from a step on, each with a seed of its own."""
    epoch, skip = divmod(step, per_epoch)
    while True:
        for i, batch in enumerate(epoch_batches(documents, config, epoch)[skip:], skip):
            yield batch, (config.seed * 1000 + epoch) * 100_000 + i
        epoch, skip = epoch + 1, 0


def save(
    run: Path, model: Reader, optimiser: torch.optim.Optimizer, step: int, done: float
) -> None:
    """Write a checkpoint in one move."""
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
        "done": done,
    }
    torch.save(state, run / (CHECKPOINT + ".part"))
    (run / (CHECKPOINT + ".part")).replace(run / CHECKPOINT)


def resume(run: Path, model: Reader, optimiser: torch.optim.Optimizer, schedule: Schedule) -> int:
    """Load the checkpoint, if there is one, and return its step."""
    if not (run / CHECKPOINT).exists():
        return 0
    state = torch.load(run / CHECKPOINT, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.offset = state["done"]
    return int(state["step"])
