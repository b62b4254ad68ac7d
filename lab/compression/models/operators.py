"""The ONNX operators that detectors consist of, in PyTorch. Each function takes tensors first and settings by name."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor


def conv(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    *,
    strides: Sequence[int] = (1, 1),
    pads: Sequence[int] = (0, 0, 0, 0),
    dilations: Sequence[int] = (1, 1),
    group: int = 1,
) -> Tensor:
    """pads: top, left, bottom, right, as in ONNX."""
    top, left, bottom, right = pads
    if (top, left) != (bottom, right):
        x, top, left = F.pad(x, (left, right, top, bottom)), 0, 0
    return F.conv2d(x, weight, bias, tuple(strides), (top, left), tuple(dilations), group)


def max_pool(x: Tensor, *, kernel: Sequence[int], strides: Sequence[int], pads: Sequence[int]) -> Tensor:
    """pads: top, left, bottom, right, where top equals bottom and left equals right."""
    return F.max_pool2d(x, tuple(kernel), tuple(strides), tuple(pads[:2]))


def enlarge(x: Tensor, *, factor: int) -> Tensor:
    """Each pixel `factor` times in each direction."""
    return F.interpolate(x, scale_factor=float(factor), mode="nearest")


def concat(*parts: Tensor, axis: int) -> Tensor:
    return torch.cat(parts, axis)


def split(x: Tensor, *, sizes: Sequence[int], axis: int) -> tuple[Tensor, ...]:
    return torch.split(x, list(sizes), axis)


def cut(x: Tensor, *, first: int, end: int, axis: int) -> Tensor:
    """A Slice of one axis."""
    first, end, _ = slice(first, end).indices(x.shape[axis])
    return x.narrow(axis, first, end - first)


def reshape(x: Tensor, *, shape: Sequence[int] | None) -> Tensor:
    """shape: as in ONNX, where 0 keeps a length; None flattens N×C×H×W to N×C×(H·W).

    Exports do the latter before they join the strides. A fixed export has a batch of one and a size in the shape, a
    dynamic one computes it; neither is needed.
    """
    if shape is None:
        return x.flatten(2)
    return x.reshape([x.shape[i] if length == 0 else length for i, length in enumerate(shape)])


def transpose(x: Tensor, *, perm: Sequence[int]) -> Tensor:
    return x.permute(*perm)


def silu(x: Tensor) -> Tensor:
    return F.silu(x)


def same(x: Tensor) -> Tensor:
    return x
