"""Decodes the outputs of a YOLOv8 head to boxes in pixels.

Each side of a box is a distribution over whole distances from the anchor, in strides; the distance is its mean (Li et
al., "Generalized Focal Loss", 2020). The anchor is the center of a cell, and the four distances go left, up, right and
down from it (Tian et al., "FCOS", 2019).
"""

import torch
from torch import Tensor

SIDES = 4


def anchors(features: list[Tensor], height: int) -> tuple[Tensor, Tensor]:
    """Centers (2 × A: x, y) and strides (A), both in pixels, of all anchors: finest stride first, row by row.

    features: one tensor N×C×H/s×W/s per stride; height: H of the pictures.
    """
    centers, strides = [], []
    for feature in features:
        rows, columns = feature.shape[-2:]
        stride = height / rows
        y, x = torch.meshgrid(
            torch.arange(rows, device=feature.device) + 0.5,
            torch.arange(columns, device=feature.device) + 0.5,
            indexing="ij",
        )
        centers.append(torch.stack([x.reshape(-1), y.reshape(-1)]) * stride)
        strides.append(torch.full((rows * columns,), stride, device=feature.device))
    return torch.cat(centers, 1), torch.cat(strides)


def distances(boxes: Tensor) -> Tensor:
    """Mean distances N×4×A in strides, from the logits N×(4·bins)×A of the distributions."""
    bins = boxes.shape[1] // SIDES
    shares = boxes.unflatten(1, (SIDES, bins)).softmax(2)
    return (shares * torch.arange(bins, dtype=boxes.dtype, device=boxes.device)[:, None]).sum(2)


def decode(boxes: Tensor, features: list[Tensor], height: int) -> Tensor:
    """Boxes N×4×A as center x, center y, width, height in pixels, from the logits N×(4·bins)×A."""
    centers, strides = anchors(features, height)
    away = distances(boxes) * strides
    first, last = centers - away[:, :2], centers + away[:, 2:]
    return torch.cat([(first + last) / 2, last - first], 1)
