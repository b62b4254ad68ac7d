"""Batches for training: cropped, mirrored, with varied light."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from data import HEIGHT, WIDTH, Pictures

CUT = (352, 608)
LEAST_SIDE = 8  # pixels of a truncated object
LEAST_PART = 0.25
ROOM = 0.5  # share of a GPU's free memory that the pictures may take


class Batch(NamedTuple):
    pixels: Tensor  # N x 3 x height x width, 0 to 1
    objects: Tensor  # center, size
    classes: Tensor
    pictures: Tensor  # of each object


class Batches:
    """Draws batches endlessly. Crops show what is worth learning at less cost: two thirds of the street are houses.

    A GPU with enough memory takes all pictures at once and crops them itself: then nothing large is copied, and the
    remaining random choices, made for a whole batch at a time, need no worker processes.
    """

    def __init__(self, pictures: Pictures, size: int, seed: int, device: str = "cpu"):
        self.pictures = pictures
        self.size = size
        self.device = device
        self.random = np.random.default_rng(seed)
        self.bytes = torch.from_numpy(pictures.bytes)
        if device == "cuda" and self.bytes.nbytes < ROOM * torch.cuda.mem_get_info()[0]:
            self.bytes = self.bytes.to(device)
        # Crops are drawn by object. The weights give all classes the same total, however rare their objects are.
        often = np.bincount(pictures.classes, minlength=1)
        self.weights = 1 / np.maximum(often, 1)[pictures.classes]
        self.order = np.empty(0, int)

    def draw(self, whole: bool) -> Batch:
        shape = (HEIGHT, WIDTH) if whole else CUT
        shown = self._next()
        rows, of = self.pictures.objects(shown)
        boxes = self.pictures.boxes[rows]
        corners = self._corners(boxes, self.weights[rows], of, shape)
        mirrored = self.random.random(self.size) < 0.5
        boxes, kept = cut(boxes, corners[of], shape)
        boxes[:, 0] = np.where(mirrored[of], shape[1] - boxes[:, 0], boxes[:, 0])
        light = self.random.uniform(0.75, 1.25, (self.size, 1)) * self.random.uniform(0.94, 1.06, (self.size, 3))
        return Batch(
            self._pixels(shown, corners, mirrored, light, shape),
            torch.from_numpy(boxes[kept]).float().to(self.device),
            torch.from_numpy(self.pictures.classes[rows][kept]).long().to(self.device),
            torch.from_numpy(of[kept]).long().to(self.device),
        )

    def _next(self) -> np.ndarray:
        """Pictures of the next batch: each appears once before any appears again."""
        while len(self.order) < self.size:
            self.order = np.concatenate([self.order, self.random.permutation(len(self.pictures))])
        shown, self.order = np.split(self.order, [self.size])
        return shown

    def _corners(self, boxes: np.ndarray, weights: np.ndarray, of: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
        """Upper left corners (x, y) of the crops, most of which show a randomly drawn object."""
        free = np.array([WIDTH - shape[1], HEIGHT - shape[0]])
        corners = self.random.integers(0, free + 1, (self.size, 2))
        # Of exponential times, the first is each object's with a probability proportional to its rate.
        times = self.random.exponential(1 / weights)
        order = np.lexsort((times, of))
        pictures, first = np.unique(of[order], return_index=True)
        lot = order[first]
        extent = np.array([shape[1], shape[0]])
        places = boxes[lot, :2] - self.random.uniform(0.1, 0.9, (len(lot), 2)) * extent
        by_lot = self.random.random(len(lot)) >= 0.15
        corners[pictures[by_lot]] = np.clip(places, 0, free).astype(int)[by_lot]
        return corners

    def _pixels(
        self, shown: np.ndarray, corners: np.ndarray, mirrored: np.ndarray, light: np.ndarray, shape: tuple[int, int]
    ) -> Tensor:
        pixels = torch.empty(self.size, *shape, 3, dtype=torch.uint8, device=self.bytes.device)
        for into, i, (x, y) in zip(pixels, shown.tolist(), corners.tolist(), strict=True):
            into.copy_(self.bytes[i, y : y + shape[0], x : x + shape[1]])
        pixels = pixels.to(self.device)
        turned = torch.from_numpy(mirrored).to(self.device)
        factor = torch.from_numpy(light / 255).float().to(self.device)
        pixels = torch.where(turned[:, None, None, None], pixels.flip(2), pixels)
        # Channels stay last in memory, which is faster for convolutions.
        return (pixels.permute(0, 3, 1, 2).float() * factor[:, :, None, None]).clamp_(max=1)


def cut(boxes: np.ndarray, corners: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """The boxes in the crops at these corners, and whether enough of each is left."""
    extent = np.array([shape[1], shape[0]])
    low = np.clip(boxes[:, :2] - boxes[:, 2:] / 2 - corners, 0, extent)
    high = np.clip(boxes[:, :2] + boxes[:, 2:] / 2 - corners, 0, extent)
    sides = high - low
    kept = (sides.prod(1) / boxes[:, 2:].prod(1) >= LEAST_PART) | (sides.min(1) >= LEAST_SIDE)
    return np.concatenate([low + sides / 2, sides], 1), kept
