"""A first-order estimate of how much the loss changes when a channel is removed.

Multiplying a channel by g changes the loss by (1 - g) times its slope; g = 0 removes the channel (Molchanov et al.,
"Importance Estimation for Neural Network Pruning", 2019). Multiplying a channel is the same as multiplying the weights
that read it, so the slope is the sum of weight times gradient over all columns that read the strand, and no activations
need to be recorded. Absolute values are averaged over batches, so that positive and negative slopes do not cancel out.
Those of channels that are removed together can be added; squares, as in the paper, would make many small ones look
negligible.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from compression.models.network import Network
from compression.pruning.channels import FIXED, Strands

Batch = TypeVar("Batch")
Loss = Callable[[Network, Batch], Tensor]


def importance(network: Network, strands: Strands, batches: Iterable[Batch], loss: Loss) -> NDArray[np.float64]:
    """The expected absolute change in loss without each strand. Use small batches of 1 to 8 pictures: they tell more.

    loss: the scalar loss of a network on a batch. Raises ValueError without batches.
    """
    total, count = np.zeros(strands.count), 0
    weights = [network.parameter(layer.weight) for layer in strands.layers]
    for batch in batches:
        gradients = torch.autograd.grad(loss(network, batch), weights, allow_unused=True)
        slope = np.zeros(strands.count)
        for layer, weight, gradient in zip(strands.layers, weights, gradients, strict=True):
            if gradient is None or weight.shape[1] != len(layer.inputs):
                continue
            columns = (weight.detach() * gradient).sum((0, 2, 3)).double().cpu().numpy()
            free = layer.inputs != FIXED
            np.add.at(slope, layer.inputs[free], columns[free])
        total += np.abs(slope)
        count += 1
    if count == 0:
        raise ValueError("no batches to measure importance on")
    return total / count
