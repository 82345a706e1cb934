"""Choosing between one thread and several, on a machine that others use too."""

from __future__ import annotations

import time

import torch


class Threads:
    """Times a few steps with one thread and with all, and keeps the faster for a round."""

    def __init__(self, most: int, shared: bool, probe: int = 6, length: int = 60) -> None:
        self.most, self.shared, self.probe, self.length = most, shared and most > 1, probe, length
        self.count = 0
        self.speeds = {1: 0.0, most: 0.0}
        self.pieces, self.begun = 0, time.perf_counter()
        self.chosen = most

    def step(self, pieces: int) -> None:
        """Count a step that is done, and set the threads for the next."""
        if not self.shared:
            return
        self.count += 1
        self.pieces += pieces
        place = self.count % self.length
        if place in (0, self.probe, 2 * self.probe):
            now = time.perf_counter()
            if place:
                self.speeds[self.most if place == self.probe else 1] = self.pieces / (
                    now - self.begun
                )
            self.pieces, self.begun = 0, now
            self.chosen = (
                self.most
                if place == 0
                else 1
                if place == self.probe
                else max(self.speeds, key=self.speeds.__getitem__)
            )
            torch.set_num_threads(self.chosen)
