"""Overlap of boxes, each given as center x, center y, width, height."""

import math

import torch
from torch import Tensor


def corners(boxes: Tensor) -> tuple[Tensor, Tensor]:
    """Upper left and lower right corners."""
    half = boxes[..., 2:4] / 2
    return boxes[..., :2] - half, boxes[..., :2] + half


def iou(a: Tensor, b: Tensor) -> Tensor:
    """Intersection over union of pairs of boxes."""
    a_low, a_high = corners(a)
    b_low, b_high = corners(b)
    both = (torch.minimum(a_high, b_high) - torch.maximum(a_low, b_low)).clamp(min=0).prod(-1)
    return both / (a[..., 2:4].prod(-1) + b[..., 2:4].prod(-1) - both + 1e-7)


def complete_iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU minus the distance of the centers and the difference in shape (Zheng et al., "Distance-IoU Loss", 2020)."""
    a_low, a_high = corners(a)
    b_low, b_high = corners(b)
    overlap = iou(a, b)
    around = (torch.maximum(a_high, b_high) - torch.minimum(a_low, b_low)).square().sum(-1) + 1e-7
    apart = (a[..., :2] - b[..., :2]).square().sum(-1)
    shape = 4 / math.pi**2 * (torch.atan(a[..., 2] / a[..., 3]) - torch.atan(b[..., 2] / b[..., 3])).square()
    with torch.no_grad():
        weight = shape / (1 - overlap + shape + 1e-7)
    return overlap - apart / around - weight * shape
