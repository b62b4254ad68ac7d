"""What a model file detects in a picture, by ONNX Runtime alone, without our own network code.

As in the pipeline, a box counts for its best class, and of boxes of one class with an IoU above 0.7 the best one stays
(NMS).
"""

import ast
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime

from compression.footage import letterbox
from compression.footage.frames import Frame

OVERLAP = 0.7
MOST = 300


class Boxes(NamedTuple):
    """Boxes, best first."""

    corners: np.ndarray  # N × 4: left, top, right, bottom in pixels of the picture
    scores: np.ndarray  # N
    classes: np.ndarray  # N, indices

    def taken(self, which: np.ndarray) -> "Boxes":
        """The boxes selected by a mask or by indices."""
        return Boxes(self.corners[which], self.scores[which], self.classes[which])


class Detector:
    def __init__(self, model: Path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        options.log_severity_level = 3  # errors
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others may need the core
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        metadata = self.session.get_modelmeta().custom_metadata_map
        names: dict[int, str] = ast.literal_eval(metadata["names"])
        self.names = [names[index] for index in sorted(names)]

    def find(self, frame: Frame, folder: Path, least: float) -> Boxes:
        """The boxes of a frame with at least this score. The file of the frame is below the folder."""
        box = frame.box
        bgr = letterbox.read(folder / frame.file, box)
        pictures = np.ascontiguousarray(bgr[..., ::-1].transpose(2, 0, 1)[None], np.float32) / 255
        output = self.session.run(None, {self.session.get_inputs()[0].name: pictures})[0][0]
        found = chosen(output, least)
        size = np.array([frame.width, frame.height, frame.width, frame.height])
        return found._replace(corners=np.clip(box.in_picture(found.corners), 0, size))


def chosen(output: np.ndarray, least: float) -> Boxes:
    """Boxes in pixels of the input, from the output of a network ((4 + classes) × anchors)."""
    classes, scores = output[4:].argmax(0), output[4:].max(0)
    likely = np.flatnonzero(scores >= least)
    likely = likely[np.argsort(-scores[likely], kind="stable")]
    centers, half = output[:2, likely].T, output[2:4, likely].T / 2
    corners = np.concatenate([centers - half, centers + half], 1)
    kinds = classes[likely]
    kept: list[int] = []
    left = np.arange(len(likely))
    while len(left) and len(kept) < MOST:
        best, left = left[0], left[1:]
        kept.append(best)
        covered = overlaps(corners[best : best + 1], corners[left])[0] > OVERLAP
        left = left[~(covered & (kinds[left] == kinds[best]))]
    return Boxes(corners[kept], scores[likely][kept], kinds[kept])


def overlaps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of all pairs (len(a) × len(b)) of boxes given by corners."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    both = (high - low).clip(0).prod(2)
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(1), (b[:, 2:] - b[:, :2]).prod(1)
    return both / np.maximum(area_a[:, None] + area_b[None] - both, 1e-9)
