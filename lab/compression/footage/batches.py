"""Batches of pictures. Their order depends only on the step number, so that a resumed run continues it.

Each frame is shown once per round, and sometimes also as a tile next to others. The frames of a batch have one shape,
since cameras may differ. Threads decode the next batches while the network trains.

If there are pictures to rehearse, two batches in five consist of those, drawn at random.
"""

import collections
import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor

from compression.footage import letterbox
from compression.footage.augment import Picture, changed, rehearsed_tiles, tiled, tiles
from compression.footage.frames import Frame

AHEAD = 2  # batches
REHEARSED = 0.4  # share of the batches, if there are pictures to rehearse


class Batch(NamedTuple):
    pictures: Tensor  # N×3×H×W bytes; red, green, blue
    rehearsed: bool
    labels: list[np.ndarray | None]  # of each picture: `Picture.boxes`


class Batches:
    def __init__(
        self,
        frames: list[Frame],
        folder: Path,
        size: int,
        threads: int = 1,
        rehearsed: Sequence[Frame] = (),
        labels: Mapping[str, np.ndarray] = MappingProxyType({}),
    ):
        """size: max frames per batch; frames: at least one; all have files below the folder; labels: by file, in pixels
        of the input, for those that have any."""
        self.frames = frames
        self.rehearsed = rehearsed
        self.labels = labels
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

    def draw(self, first: int) -> Iterator[Batch]:
        """Endless batches from a step on; each picture is changed at random."""
        cv2.setNumThreads(1)
        with ThreadPoolExecutor(self.threads) as threads:
            waiting: collections.deque[tuple[list[Future[Picture]], bool]] = collections.deque()
            step = first
            try:
                while True:
                    while len(waiting) <= AHEAD:
                        waiting.append(self._begin(step, threads))
                        step += 1
                    begun, rehearsed = waiting.popleft()
                    pictures = [picture.result() for picture in begun]
                    shown, labels = [each.bgr for each in pictures], [each.boxes for each in pictures]
                    yield Batch(tensor(shown), rehearsed, labels)
            finally:
                threads.shutdown(cancel_futures=True)

    def _begin(self, step: int, threads: ThreadPoolExecutor) -> tuple[list[Future[Picture]], bool]:
        before, after = (math.floor(REHEARSED * each) if self.rehearsed else 0 for each in (step, step + 1))
        number, place = divmod(step - before, self.per_round)
        indices = self.round(number)[place]
        if after > before:
            shape = self.frames[indices[0]].box.shape
            return [threads.submit(self._rehearsed, shape, step, place) for place in range(self.size)], True
        return [threads.submit(self._picture, index, number) for index in indices], False

    def _picture(self, index: int, number: int) -> Picture:
        random = np.random.default_rng([2, number, index])
        others = random.integers(0, len(self.frames), tiles(random) - 1).tolist()
        first, *more = (self._plain(self.frames[each]) for each in [index, *others])
        return changed(tiled([first, *more], first.bgr.shape[:2], random) if more else first, random)

    def _plain(self, frame: Frame) -> Picture:
        return Picture(plain(frame, self.folder), self.labels.get(frame.file))

    def _rehearsed(self, shape: tuple[int, int], step: int, place: int) -> Picture:
        random = np.random.default_rng([3, step, place])
        drawn = random.integers(0, len(self.rehearsed), rehearsed_tiles(random)).tolist()
        frames = [self.rehearsed[each] for each in drawn]
        shown = [Picture(letterbox.decode(self.folder / frame.file, frame.box)) for frame in frames]
        return changed(tiled(shown, shape, random), random)


def plain(frame: Frame, folder: Path) -> np.ndarray:
    """The frame as input, as in the pipeline: height × width × 3 bytes; blue, green, red."""
    return letterbox.read(folder / frame.file, frame.box)


def tensor(pictures: list[np.ndarray]) -> Tensor:
    """N×3×H×W bytes; red, green, blue."""
    return torch.from_numpy(np.stack(pictures)[..., ::-1].copy()).permute(0, 3, 1, 2)


def values(pictures: Tensor, device: torch.device) -> Tensor:
    """Bytes as numbers from 0 to 1."""
    return pictures.to(device, non_blocking=True).float() / 255
