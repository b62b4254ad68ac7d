"""Batches of pictures. Their order depends only on the step number, so that a resumed run continues it.

Each frame is shown once per round, and sometimes also as a tile next to others. The frames of a batch have one shape,
since cameras may differ. Threads decode the next batches while the network trains.
"""

import collections
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from compression.footage import letterbox
from compression.footage.augment import changed, tiled, tiles
from compression.footage.frames import Frame

AHEAD = 2  # batches


class Batches:
    def __init__(self, frames: list[Frame], folder: Path, size: int, threads: int = 1):
        """size: max frames per batch; frames: at least one, with files below the folder."""
        self.frames = frames
        self.folder = folder
        self.size = size
        self.threads = threads
        self.per_round = len(self.round(0))

    def round(self, number: int) -> list[list[int]]:
        """Indices of the frames of each batch of a round."""
        random = np.random.default_rng([1, number])
        shapes: dict[tuple[int, int], list[int]] = collections.defaultdict(list)
        for index in random.permutation(len(self.frames)).tolist():
            shapes[self.frames[index].box.shape].append(index)
        parts = [own[i : i + self.size] for own in shapes.values() for i in range(0, len(own), self.size)]
        return [parts[i] for i in random.permutation(len(parts)).tolist()]

    def draw(self, first: int) -> Iterator[Tensor]:
        """Endless batches from a step on: N×3×H×W bytes; red, green, blue; each picture changed at random."""
        cv2.setNumThreads(1)
        with ThreadPoolExecutor(self.threads) as threads:
            waiting: collections.deque[list[Future[np.ndarray]]] = collections.deque()
            step = first
            try:
                while True:
                    while len(waiting) <= AHEAD:
                        waiting.append(self._begin(step, threads))
                        step += 1
                    yield tensor([picture.result() for picture in waiting.popleft()])
            finally:
                threads.shutdown(cancel_futures=True)

    def _begin(self, step: int, threads: ThreadPoolExecutor) -> list[Future[np.ndarray]]:
        number, place = divmod(step, self.per_round)
        return [threads.submit(self._picture, index, number) for index in self.round(number)[place]]

    def _picture(self, index: int, number: int) -> np.ndarray:
        random = np.random.default_rng([2, number, index])
        others = random.integers(0, len(self.frames), tiles(random) - 1).tolist()
        shown = [plain(self.frames[each], self.folder) for each in [index, *others]]
        return changed(tiled(shown, random), random)


def plain(frame: Frame, folder: Path) -> np.ndarray:
    """The frame as input, as in the pipeline: height × width × 3 bytes; blue, green, red."""
    return letterbox.read(folder / frame.file, frame.box)


def tensor(pictures: list[np.ndarray]) -> Tensor:
    """N×3×H×W bytes; red, green, blue."""
    return torch.from_numpy(np.stack(pictures)[..., ::-1].copy()).permute(0, 3, 1, 2)


def values(pictures: Tensor, device: torch.device) -> Tensor:
    """Bytes as numbers from 0 to 1."""
    return pictures.to(device, non_blocking=True).float() / 255
