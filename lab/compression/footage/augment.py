"""Augmentation: the same frame as it might look at another hour and with another object.

Teacher and student see the same changed picture, so a change need not preserve labels, as it must where labels are
fixed in advance (Beyer et al., "Knowledge distillation: A good teacher is patient and consistent", 2022). Pictures are
mirrored half of the time, scaled half of the time, and nearly always changed in brightness and color.

Some pictures are tiles of several frames, each a half or a third as large. A fixed camera shows an object at one size
and in one place; tiles show it far away, cut off, and next to things it never appears next to. So the student forgets
less of scenes that are not in the footage.

Rehearsed pictures have any shape, so they are cropped to that of the footage, as a single tile or as four.
"""

from collections.abc import Sequence

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


def changed(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A changed picture of the same shape, height × width × 3 bytes."""
    if random.random() < 0.5:
        bgr = bgr[:, ::-1]
    if random.random() < SCALED:
        bgr = _scaled(bgr, random)
    return _lit(np.ascontiguousarray(bgr), random)


def tiles(random: np.random.Generator) -> int:
    """The number of frames in the next picture: 1, or as many as a grid has tiles."""
    return int(random.choice(GRIDS)) ** 2 if random.random() < TILED else 1


def rehearsed_tiles(random: np.random.Generator) -> int:
    """Likewise for a rehearsed picture."""
    return int(random.choice(REHEARSED_GRIDS)) ** 2


def tiled(frames: Sequence[np.ndarray], shape: tuple[int, int], random: np.random.Generator) -> np.ndarray:
    """A picture of this height and width, with a part of each frame; the number of frames is a square."""
    side = round(len(frames) ** 0.5)
    height, width = shape
    onto = np.empty((height, width, 3), np.uint8)
    rows, columns = (np.linspace(0, whole, side + 1).round().astype(int) for whole in (height, width))
    for place, frame in zip(random.permutation(side * side), frames, strict=True):
        (top, bottom), (left, right) = rows[place // side :][:2], columns[place % side :][:2]
        onto[top:bottom, left:right] = _part(frame, bottom - top, right - left, random)
    return onto


def _part(frame: np.ndarray, height: int, width: int, random: np.random.Generator) -> np.ndarray:
    """A tile of this size, filled with a frame that is shrunk and cropped at random."""
    if random.random() < 0.5:
        frame = frame[:, ::-1]
    scale = max(height / frame.shape[0], width / frame.shape[1]) * random.uniform(1, CLOSER)
    size = max(width, round(frame.shape[1] * scale)), max(height, round(frame.shape[0] * scale))
    small = cv2.resize(np.ascontiguousarray(frame), size, interpolation=cv2.INTER_AREA)
    top, left = (int(random.integers(0, most + 1)) for most in (size[1] - height, size[0] - width))
    return small[top : top + height, left : left + width]


def _scaled(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Scales by a log-uniform factor: larger pictures are cropped at random, smaller ones placed at random on gray."""
    height, width = bgr.shape[:2]
    scale = float(np.exp(random.uniform(*np.log(SCALE))))
    x, y = (random.uniform(min(0, side - side * scale), max(0, side - side * scale)) for side in (width, height))
    onto = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    return cv2.warpAffine(bgr, onto, (width, height), flags=cv2.INTER_LINEAR, borderValue=(GRAY, GRAY, GRAY))


def _lit(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    gamma = random.uniform(*GAMMA)
    gains = random.uniform(*GAIN) * (1 + random.uniform(-TINT, TINT, 3))
    levels = np.linspace(0, 1, 256)[:, None] ** gamma * gains
    return cv2.LUT(bgr, np.clip(255 * levels, 0, 255).round().astype(np.uint8)[:, None, :])
