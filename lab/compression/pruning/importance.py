"""What a network would lose with a channel, by a first-order estimate.

A channel that is multiplied by g changes the loss by (1 - g) times its slope; g = 0 takes it away (Molchanov et al.,
"Importance Estimation for Neural Network Pruning", 2019). Multiplying a channel is multiplying the weights that read
it, so the slope is the sum of weight times gradient over all columns that read the strand, and nothing has to be
recorded on the way. Its amount is averaged over batches, so that ups and downs do not cancel out; the amounts of
channels that go together can be added, where squares (as there) would make many small ones look like nothing.
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
    """The expected amount of the change in loss without each strand. Smaller batches tell more, 1 to 8 pictures.

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
