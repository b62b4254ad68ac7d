"""The same frame, as another hour and another object might have shown it.

Teacher and student see the same changed picture, and the teacher is asked about that one. So a change need not keep any
label right, as it must where labels are given once and for all (Beyer et al., "Knowledge distillation: A good teacher
is patient and consistent", 2022). Mirrored half of the time; larger or smaller half of the time; in other light nearly
always.
"""

import cv2
import numpy as np

from compression.footage.letterbox import GRAY

SCALED = 0.5  # share of the pictures that are
SCALE = (0.6, 1.6)
GAIN = (0.6, 1.4)
GAMMA = (0.7, 1.4)
TINT = 0.06  # of a color's brightness, either way


def changed(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Another picture of the same shape, height × width × 3 bytes."""
    if random.random() < 0.5:
        bgr = bgr[:, ::-1]
    if random.random() < SCALED:
        bgr = _scaled(bgr, random)
    return _lit(np.ascontiguousarray(bgr), random)


def _scaled(bgr: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """By a factor even in its logarithm; a larger picture is cut anywhere, a smaller one lies anywhere on gray."""
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
