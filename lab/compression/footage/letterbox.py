"""Fits a picture into the network's input exactly as the pipeline does (`Letterbox.java`).

The input is the smallest rectangle of whole strides with a long side of 640; the picture is centered on gray. A much
larger JPEG is shrunk while it is decoded, also as in the pipeline.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

SIDE = 640  # pixels
STRIDE = 32
GRAY = 114  # of 255

_REDUCED = [(0.125, cv2.IMREAD_REDUCED_COLOR_8), (0.25, cv2.IMREAD_REDUCED_COLOR_4), (0.5, cv2.IMREAD_REDUCED_COLOR_2)]


@dataclass(frozen=True)
class Letterbox:
    """All in pixels of the input; `gain` is pixels of the input per pixel of the picture."""

    input_width: int
    input_height: int
    width: int
    height: int
    left: int
    top: int
    gain: float

    @staticmethod
    def of(picture_width: int, picture_height: int) -> "Letterbox":
        gain = min(SIDE / picture_height, SIDE / picture_width)
        width, height = max(1, round(picture_width * gain)), max(1, round(picture_height * gain))
        input_width, input_height = width + (SIDE - width) % STRIDE, height + (SIDE - height) % STRIDE
        left, top = (input_width - width) // 2, (input_height - height) // 2
        return Letterbox(input_width, input_height, width, height, left, top, gain)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of the input."""
        return self.input_height, self.input_width

    def fit(self, bgr: np.ndarray) -> np.ndarray:
        """The input: height × width × 3 bytes, in the picture's color order."""
        if bgr.shape[:2] != (self.height, self.width):
            bgr = cv2.resize(bgr, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        filled = np.full((self.input_height, self.input_width, 3), GRAY, np.uint8)
        filled[self.top : self.top + self.height, self.left : self.left + self.width] = bgr
        return filled

    def in_picture(self, corners: np.ndarray) -> np.ndarray:
        """Boxes (… × 4: left, top, right, bottom) from pixels of the input to pixels of the picture."""
        return (corners - np.array([self.left, self.top, self.left, self.top])) / self.gain

    def in_input(self, corners: np.ndarray) -> np.ndarray:
        """The inverse of `in_picture`."""
        return corners * self.gain + np.array([self.left, self.top, self.left, self.top])


def read(file: Path, box: Letterbox) -> np.ndarray:
    """A picture as input: height × width × 3 bytes, blue, green, red. Raises OSError if it cannot be decoded."""
    return box.fit(decode(file, box))


def decode(file: Path, box: Letterbox) -> np.ndarray:
    """The picture before it is fitted: blue, green, red. Raises OSError if it cannot be decoded."""
    flags = next((flag for least, flag in _REDUCED if box.gain <= least), cv2.IMREAD_COLOR)
    picture = cv2.imread(str(file), flags)
    if picture is None:
        raise OSError(f"{file} cannot be decoded: delete the run's folder, and start again")
    return picture
