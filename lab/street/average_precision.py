"""A quick mAP50 for monitoring the training. The final measure is `hawkeye model evaluate`."""

import numpy as np
import torch
from torch import Tensor

from anchors import decode, grid
from boxes import iou
from data import HEIGHT, WIDTH, Pictures
from model import CLASSES, StreetNet

LEAST_SCORE = 0.01
MOST = 300
SAME = 0.7  # overlap above which two boxes of a class are duplicates


def suppressed(boxes: Tensor, scores: Tensor) -> Tensor:
    """Indices of the boxes that remain after NMS, best first."""
    order = scores.argsort(descending=True)[: 4 * MOST]
    overlap = iou(boxes[order, None], boxes[order][None]).numpy() > SAME
    gone = np.zeros(len(order), bool)
    kept = []
    for i in range(len(order)):
        if not gone[i]:
            kept.append(i)
            gone |= overlap[i]
    return order[kept[:MOST]]


def matches(boxes: Tensor, truth: Tensor) -> list[bool]:
    """Whether each box, best first, matches an object that no earlier box has matched."""
    if not len(truth):
        return [False] * len(boxes)
    overlap = iou(boxes[:, None], truth[None]).numpy()
    hits = []
    for row in overlap:
        best = row.argmax()
        hits.append(bool(row[best] >= 0.5))
        if hits[-1]:
            overlap[:, best] = 0
    return hits


def average_precision(scores: list[float], hits: list[bool], objects: int) -> float:
    """Area under the precision-recall curve at COCO's 101 points."""
    order = np.argsort(-np.array(scores), kind="stable")
    found = np.cumsum(np.array(hits, float)[order])
    precision = np.maximum.accumulate((found / np.arange(1, len(found) + 1))[::-1])[::-1]
    at = np.searchsorted(found / max(1, objects), np.linspace(0, 1, 101))
    return float(np.append(precision, 0)[np.minimum(at, len(found))].mean())


@torch.no_grad()
def map50(net: StreetNet, pictures: Pictures, step: int = 1) -> dict[str, float]:
    """Average precision at an overlap of 0.5, by class, over every step-th picture."""
    net.eval()
    places, strides = grid(HEIGHT, WIDTH)
    scores: list[list[float]] = [[] for _ in CLASSES]
    hits: list[list[bool]] = [[] for _ in CLASSES]
    objects = [0] * len(CLASSES)
    for i in range(0, len(pictures), step):
        values = torch.from_numpy(np.array(pictures.bytes[i : i + 1])).permute(0, 3, 1, 2).float() / 255
        raw = net(values)[0].T
        found, score = decode(raw[:, :4], places, strides), raw[:, 4:].sigmoid()
        rows, _ = pictures.objects(np.array([i]))
        truth, classes = torch.from_numpy(pictures.boxes[rows]), torch.from_numpy(pictures.classes[rows])
        for kind in range(len(CLASSES)):
            likely = score[:, kind] > LEAST_SCORE
            kept = suppressed(found[likely], score[likely, kind])
            scores[kind] += score[likely, kind][kept].tolist()
            hits[kind] += matches(found[likely][kept], truth[classes == kind])
            objects[kind] += int((classes == kind).sum())
    return {name: average_precision(scores[k], hits[k], objects[k]) for k, name in enumerate(CLASSES) if objects[k]}
