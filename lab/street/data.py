"""Pictures and their objects, as arrays.

The pictures are in one file of bytes, letterboxed as in Hawkeye, and mapped into memory: the operating system caches as
many as fit.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from model import CLASSES

HEIGHT, WIDTH = 544, 960
GRAY = 114


@dataclass(frozen=True)
class Pictures:
    """Bytes are N x height x width x RGB; objects of picture i are rows first[i] to first[i + 1]."""

    bytes: np.ndarray
    boxes: np.ndarray  # center x, center y, width, height in pixels of the input
    classes: np.ndarray
    first: np.ndarray

    def __len__(self) -> int:
        return len(self.bytes)

    def objects(self, some: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For some pictures: the rows of their objects, and for each row the index of its picture among them."""
        counts = self.first[some + 1] - self.first[some]
        of = np.repeat(np.arange(len(some)), counts)
        before = np.cumsum(counts) - counts
        return np.arange(len(of)) + np.repeat(self.first[some] - before, counts), of


def letterboxed(file: Path) -> tuple[np.ndarray, float, int, int]:
    """The picture centered in a gray rectangle, its scale, and the columns and rows of padding before it."""
    picture = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
    scale = min(WIDTH / picture.shape[1], HEIGHT / picture.shape[0])
    width, height = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    left, top = (WIDTH - width) // 2, (HEIGHT - height) // 2
    out = np.full((HEIGHT, WIDTH, 3), GRAY, np.uint8)
    out[top : top + height, left : left + width] = cv2.resize(picture, (width, height))
    return out, scale, left, top


def pack(scenes: list[Path], into: Path) -> None:
    """Packs the pictures of the scenes into one set."""
    into.mkdir(parents=True, exist_ok=True)
    files, boxes, classes, first = [], [], [], [0]
    for scene in scenes:
        truth = json.loads((scene / "instances.json").read_text())
        names = {category["id"]: category["name"] for category in truth["categories"]}
        of_picture: dict[int, list[dict]] = {picture["id"]: [] for picture in truth["images"]}
        for annotation in truth["annotations"]:
            of_picture[annotation["image_id"]].append(annotation)
        for picture in truth["images"]:
            files.append(scene / "images" / picture["file_name"])
            found = of_picture[picture["id"]]
            boxes += [annotation["bbox"] for annotation in found]
            classes += [CLASSES.index(names[annotation["category_id"]]) for annotation in found]
            first.append(len(boxes))
    shape = (len(files), HEIGHT, WIDTH, 3)
    pixels = np.lib.format.open_memmap(into / "pictures.npy", "w+", np.uint8, shape)
    scaled = np.array(boxes, np.float32).reshape(-1, 4)
    scaled[:, :2] += scaled[:, 2:] / 2

    def fill(i: int) -> None:
        pixels[i], scale, left, top = letterboxed(files[i])
        scaled[first[i] : first[i + 1]] *= scale
        scaled[first[i] : first[i + 1], :2] += (left, top)

    cv2.setNumThreads(1)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(fill, range(len(files))))
    pixels.flush()
    np.savez(into / "objects.npz", boxes=scaled, classes=np.array(classes), first=np.array(first))


def load(folder: Path) -> Pictures:
    """Loads a set written by `pack`."""
    objects = np.load(folder / "objects.npz")
    pixels = np.load(folder / "pictures.npy", mmap_mode="r+")  # PyTorch requires a writable array
    return Pictures(pixels, objects["boxes"], objects["classes"], objects["first"])
