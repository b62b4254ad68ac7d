"""Augmentation: the same frame as it might look at another hour and with another object.

Teacher and student see the same changed picture, so a change may be strong (Beyer et al., "Knowledge distillation: A
good teacher is patient and consistent", 2022). Pictures are mirrored half of the time, scaled half of the time, and
nearly always changed in brightness and color. If a frame has labels, its boxes move along with the pixels.

Some pictures are tiles of several frames, each a half or a third as large. A fixed camera shows an object at one size
and in one place; tiles show it far away, cut off, and next to things it never appears next to. So the student forgets
less of scenes that are not in the footage.

Rehearsed pictures have any shape, so they are cropped to that of the footage, as a single tile or as four.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from compression.footage.letterbox import GRAY

SCALED = 0.5  # share of the pictures
SCALE = (0.6, 1.6)
GAIN = (0.6, 1.4)
GAMMA = (0.7, 1.4)
TINT = 0.06  # ± share of a color's brightness
TILED = 0.3  # share of the pictures
GRIDS = (2, 3)  # tiles per row, and rows
REHEARSED_GRIDS = (1, 1, 2)  # likewise; one of them for each picture
CLOSER = 1.5  # max size of a frame, relative to the smallest that fills its tile


class Picture(NamedTuple):
    """A picture, and its labels if it has any.

    bgr: height × width × 3 bytes
    boxes: one row per object: class, left, top, right, bottom in pixels, and how much of the object's box is in the
        picture (1: all of it). None if nobody labeled the picture, which is not the same as a picture without objects.
    """

    bgr: np.ndarray
    boxes: np.ndarray | None = None


def changed(picture: Picture, random: np.random.Generator) -> Picture:
    """A changed picture of the same shape."""
    if random.random() < 0.5:
        picture = _mirrored(picture)
    if random.random() < SCALED:
        picture = _scaled(picture, random)
    return picture._replace(bgr=_lit(np.ascontiguousarray(picture.bgr), random))


def tiles(random: np.random.Generator) -> int:
    """The number of frames in the next picture: 1, or as many as a grid has tiles."""
    return int(random.choice(GRIDS)) ** 2 if random.random() < TILED else 1


def rehearsed_tiles(random: np.random.Generator) -> int:
    """Likewise for a rehearsed picture."""
    return int(random.choice(REHEARSED_GRIDS)) ** 2


def tiled(frames: Sequence[Picture], shape: tuple[int, int], random: np.random.Generator) -> Picture:
    """A picture of this height and width, with a part of each frame; the number of frames is a square.

    It has labels if all frames have.
    """
    side = round(len(frames) ** 0.5)
    height, width = shape
    onto = np.empty((height, width, 3), np.uint8)
    boxes: list[np.ndarray | None] = []
    rows, columns = (np.linspace(0, whole, side + 1).round().astype(int) for whole in (height, width))
    for place, frame in zip(random.permutation(side * side), frames, strict=True):
        (top, bottom), (left, right) = rows[place // side :][:2], columns[place % side :][:2]
        part = _part(frame, bottom - top, right - left, random)
        onto[top:bottom, left:right] = part.bgr
        boxes.append(_moved(part.boxes, (1, 1), (left, top), (width, height)))
    labels = [each for each in boxes if each is not None]
    return Picture(onto, np.concatenate(labels) if len(labels) == len(frames) else None)


def _part(frame: Picture, height: int, width: int, random: np.random.Generator) -> Picture:
    """A tile of this size, filled with a frame that is shrunk and cropped at random."""
    if random.random() < 0.5:
        frame = _mirrored(frame)
    rows, columns = frame.bgr.shape[:2]
    scale = max(height / rows, width / columns) * random.uniform(1, CLOSER)
    size = max(width, round(columns * scale)), max(height, round(rows * scale))
    small = cv2.resize(np.ascontiguousarray(frame.bgr), size, interpolation=cv2.INTER_AREA)
    top, left = (int(random.integers(0, most + 1)) for most in (size[1] - height, size[0] - width))
    boxes = _moved(frame.boxes, (size[0] / columns, size[1] / rows), (-left, -top), (width, height))
    return Picture(small[top : top + height, left : left + width], boxes)


def _mirrored(picture: Picture) -> Picture:
    width, height = picture.bgr.shape[1::-1]
    return Picture(picture.bgr[:, ::-1], _moved(picture.boxes, (-1, 1), (width, 0), (width, height)))


def _moved(
    boxes: np.ndarray | None, scale: tuple[float, float], by: tuple[float, float], size: tuple[int, int]
) -> np.ndarray | None:
    """Boxes scaled, then moved, then clipped to a picture of this size; all as x, y. Those outside are dropped."""
    if boxes is None:
        return None
    kind, corners, left = boxes[:, :1], boxes[:, 1:5].reshape(-1, 2, 2), boxes[:, 5:]
    moved = np.sort(corners * scale + by, 1)
    clipped = moved.clip(0, size)
    inside, whole = (np.diff(each, axis=1).prod(2) for each in (clipped, moved))
    rows = np.hstack([kind, clipped.reshape(-1, 4), left * inside / np.maximum(whole, 1e-9)])
    return rows[inside[:, 0] > 0]


def _scaled(picture: Picture, random: np.random.Generator) -> Picture:
    """Scales by a log-uniform factor: larger pictures are cropped at random, smaller ones placed at random on gray."""
    height, width = picture.bgr.shape[:2]
    scale = float(np.exp(random.uniform(*np.log(SCALE))))
    x, y = (random.uniform(min(0, side - side * scale), max(0, side - side * scale)) for side in (width, height))
    onto = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    size = width, height
    bgr = cv2.warpAffine(picture.bgr, onto, size, flags=cv2.INTER_LINEAR, borderValue=(GRAY, GRAY, GRAY))
    # OpenCV moves the centers of pixels, boxes have their edges.
    edge = (1 - scale) / 2
    return Picture(bgr, _moved(picture.boxes, (scale, scale), (x + edge, y + edge), size))


def _lit(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    gamma = random.uniform(*GAMMA)
    gains = random.uniform(*GAIN) * (1 + random.uniform(-TINT, TINT, 3))
    levels = np.linspace(0, 1, 256)[:, None] ** gamma * gains
    return cv2.LUT(bgr, np.clip(255 * levels, 0, 255).round().astype(np.uint8)[:, None, :])
