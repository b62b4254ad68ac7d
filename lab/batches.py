"""Batches for training: cut out, mirrored, in other light."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from data import HEIGHT, WIDTH, Pictures

CUT = (352, 608)
LEAST_SIDE = 8  # pixels of an object that is cut off
LEAST_PART = 0.25


class Batch(NamedTuple):
    pixels: Tensor  # N x 3 x height x width, 0 to 1
    objects: Tensor  # centre, size
    classes: Tensor
    pictures: Tensor  # of each object


class Batches:
    """Draws without end. Cut-outs show what is worth learning at less cost: two thirds of the street are houses."""

    def __init__(self, pictures: Pictures, size: int, seed: int):
        self.pictures = pictures
        self.size = size
        self.random = np.random.default_rng(seed)
        # Where to cut is drawn by object, and an object of a rare class is drawn as often as all those of a common one.
        often = np.bincount(pictures.classes, minlength=1)
        self.weights = 1 / np.maximum(often, 1)[pictures.classes]
        self.order = np.empty(0, int)

    def draw(self, whole: bool) -> Batch:
        height, width = (HEIGHT, WIDTH) if whole else CUT
        pixels = np.empty((self.size, height, width, 3), np.uint8)
        objects, classes, of = [], [], []
        for i in range(self.size):
            pixels[i], boxes, kinds = self._one(height, width)
            objects.append(boxes)
            classes.append(kinds)
            of.append(np.full(len(kinds), i))
        light = self.random.uniform(0.75, 1.25, (self.size, 1, 1, 1)) * self.random.uniform(
            0.94, 1.06, (self.size, 3, 1, 1)
        )
        values = (
            torch.from_numpy(pixels).permute(0, 3, 1, 2).float()
        )  # channels last in memory, as convolutions like it
        values = (values * torch.from_numpy(light / 255).float()).clamp_(max=1)
        return Batch(
            values,
            torch.from_numpy(np.concatenate(objects)).float(),
            torch.from_numpy(np.concatenate(classes)).long(),
            torch.from_numpy(np.concatenate(of)).long(),
        )

    def _one(self, height: int, width: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        if not len(self.order):
            self.order = self.random.permutation(len(self.pictures))
        i, self.order = self.order[0], self.order[1:]
        boxes, classes = self.pictures.objects(i)
        x, y = self._corner(i, boxes, height, width)
        pixels = self.pictures.bytes[i, y : y + height, x : x + width]
        low = np.clip(boxes[:, :2] - boxes[:, 2:] / 2 - (x, y), 0, (width, height))
        high = np.clip(boxes[:, :2] + boxes[:, 2:] / 2 - (x, y), 0, (width, height))
        sides = high - low
        part = sides.prod(1) / boxes[:, 2:].prod(1)
        kept = (part >= LEAST_PART) | (sides.min(1) >= LEAST_SIDE)
        boxes, classes = np.concatenate([low + sides / 2, sides], 1)[kept], classes[kept]
        if self.random.random() < 0.5:
            pixels = pixels[:, ::-1]
            boxes[:, 0] = width - boxes[:, 0]
        return pixels, boxes, classes

    def _corner(self, i: int, boxes: np.ndarray, height: int, width: int) -> tuple[int, int]:
        """Upper left of what is cut out, which shows some object that is drawn by lot."""
        free = np.array([WIDTH - width, HEIGHT - height])
        if not free.any() or not len(boxes) or self.random.random() < 0.15:
            return tuple(self.random.integers(0, free + 1))
        weights = self.weights[self.pictures.first[i] : self.pictures.first[i + 1]]
        centre = boxes[self.random.choice(len(boxes), p=weights / weights.sum()), :2]
        place = centre - self.random.uniform(0.1, 0.9, 2) * (width, height)
        return tuple(np.clip(place, 0, free).astype(int))
