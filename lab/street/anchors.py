"""The positions of the anchors, and the meaning of their outputs."""

import torch
from torch import Tensor

from model import STRIDES

LARGEST = 4.5  # maximum logarithm of a side in strides: 90 strides are wider than any picture


def grid(height: int, width: int) -> tuple[Tensor, Tensor]:
    """Centers (anchors x 2: x, y) and strides (anchors) of all anchors of a picture, in pixels."""
    centers, strides = [], []
    for stride in STRIDES:
        rows, columns = height // stride, width // stride
        y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
        centers.append((torch.stack([x, y], -1).reshape(-1, 2) + 0.5) * stride)
        strides.append(torch.full((rows * columns,), float(stride)))
    return torch.cat(centers), torch.cat(strides)


def decode(raw: Tensor, centers: Tensor, strides: Tensor) -> Tensor:
    """Converts raw outputs (..., 4) to center x, center y, width, height in pixels.

    The center may be anywhere around the anchor, as in YOLOX (Ge et al., 2021), even if the anchor is outside the box:
    a distant person is narrower than the distance between two anchors.
    """
    scale = strides[..., None]
    return torch.cat([centers + raw[..., :2] * scale, raw[..., 2:4].clamp(max=LARGEST).exp() * scale], -1)
