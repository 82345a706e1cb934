"""Jobs for engines that stand in for an analysis, and the documents that they work on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.data import Document
from kg.errors import DocumentError, ModelError

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def documents(*texts: str) -> list[Document]:
    return [Document(text, sources=(f"{i}.txt",)) for i, text in enumerate(texts)]


@dataclass(frozen=True)
class Words:
    """Counts words. Some texts are orders: "fail", "bug", "die", "die once", "slow"."""

    folder: Path

    def __call__(self) -> Callable[[Document], tuple[str, int]]:
        (self.folder / f"loaded-{os.getpid()}").touch()
        return self.work

    def work(self, document: Document) -> tuple[str, int]:
        match document.text:
            case "fail":
                raise DocumentError("it will not be read", "refused")
            case "bug":
                raise ZeroDivisionError("first line\nsecond line")
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "die once":
                self._die_once()
            case "slow":
                time.sleep(0.5)
        return document.text, len(document.text.split())

    def _die_once(self) -> None:
        before = self.folder / "died"
        if not before.exists():
            before.touch()
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Process:
    """Says which process worked, with how many threads its libraries may run."""

    def __call__(self) -> Callable[[Document], tuple[int, tuple[str, ...]]]:
        return self.work

    def work(self, document: Document) -> tuple[int, tuple[str, ...]]:
        time.sleep(0.05)
        return os.getpid(), tuple(os.environ.get(name, "") for name in THREADS)


@dataclass(frozen=True)
class Unloadable:
    """A job whose model is not there."""

    def __call__(self) -> Callable[[Document], None]:
        raise ModelError("model 'none' is not installed")


@dataclass(frozen=True)
class Dying:
    """A job that ends its process while loading."""

    def __call__(self) -> Callable[[Document], None]:
        os._exit(7)
