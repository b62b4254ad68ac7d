"""Rounding to bytes in the middle of a network that learns.

What is rounded has no slope, so the slope is taken as if nothing had been rounded, and as zero where a value was
clipped (straight-through estimator; Bengio et al., "Estimating or Propagating Gradients Through Stochastic Neurons",
2013; for networks in integers Jacob et al., "Quantization and Training of Neural Networks", 2018).

A tensor that is rounded is kept as the reals that its bytes stand for. Bytes b on a line with scale s and zero point z
stand for s (b - z).
"""

from typing import NamedTuple

import torch
from torch import Tensor

LEAST_BYTE, MOST_BYTE = 0, 255


class Line(NamedTuple):
    scale: float
    zero: int


def rounded(x: Tensor, *, line: Line) -> Tensor:
    """A tensor as unsigned bytes on a line, as reals."""
    return torch.fake_quantize_per_tensor_affine(x, line.scale, line.zero, LEAST_BYTE, MOST_BYTE)


def reread(x: Tensor, *, line: Line, other: Line) -> Tensor:
    """The bytes of a tensor on one line, taken as bytes on another one."""
    return x * (other.scale / line.scale) + other.scale * (line.zero - other.zero)


def weights(x: Tensor, scales: Tensor, *, axis: int, most: int) -> Tensor:
    """Weights as signed bytes of at most ±most, with a scale for each channel, which lie along an axis."""
    zeros = torch.zeros_like(scales, dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(x, scales, zeros, axis, -most, most)


def bias(x: Tensor, steps: Tensor) -> Tensor:
    """A bias as whole numbers of steps; there are so many of these that none is clipped."""
    return x + ((x.detach() / steps).round() * steps - x.detach())
