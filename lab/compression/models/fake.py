"""Rounding to bytes inside a network that is being trained.

Rounding has no useful gradient, so the gradient is computed as if nothing were rounded, and is zero where a value was
clipped (straight-through estimator; Bengio et al., "Estimating or Propagating Gradients Through Stochastic Neurons",
2013; for integer networks Jacob et al., "Quantization and Training of Neural Networks", 2018).

A rounded tensor holds the reals that its bytes represent. Byte b on a line with scale s and zero point z represents
s (b - z).
"""

from typing import NamedTuple

import torch
from torch import Tensor

LEAST_BYTE, MOST_BYTE = 0, 255


class Line(NamedTuple):
    scale: float
    zero: int


def rounded(x: Tensor, *, line: Line) -> Tensor:
    """A tensor rounded to unsigned bytes on a line, as reals."""
    return torch.fake_quantize_per_tensor_affine(x, line.scale, line.zero, LEAST_BYTE, MOST_BYTE)


def reread(x: Tensor, *, line: Line, other: Line) -> Tensor:
    """The bytes of a tensor on one line, reinterpreted as bytes on another."""
    return x * (other.scale / line.scale) + other.scale * (line.zero - other.zero)


def weights(x: Tensor, scales: Tensor, *, axis: int, most: int) -> Tensor:
    """Weights rounded to signed bytes of at most ±most, with one scale per channel along an axis."""
    zeros = torch.zeros_like(scales, dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(x, scales, zeros, axis, -most, most)


def bias(x: Tensor, steps: Tensor) -> Tensor:
    """A bias rounded to whole steps; their range is so large that none is clipped."""
    return x + ((x.detach() / steps).round() * steps - x.detach())
