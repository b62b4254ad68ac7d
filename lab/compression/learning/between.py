"""Averages the trained student with the original one.

Learning on a few cameras costs accuracy on others: the student forgets what these cameras do not show. Networks between
the original and the learned weights have most of both. A mean of the weights is enough, because one network was trained
from the other in small steps (Wortsman et al., "Robust fine-tuning of zero-shot models", 2022).

It costs nothing in training or inference. docs/compress.md has figures of the gain and the loss.
"""

import copy

import torch

from compression.models.network import Network


def between(before: Network, after: Network, keep: float) -> Network:
    """A network of the same graph whose weights are a mean of both.

    keep: weight of `before`, 0 to 1; 0 gives `after`.
    """
    mixed = copy.deepcopy(after)
    old = before.state_dict()
    mixed.load_state_dict(
        {
            name: torch.lerp(value, old[name], keep) if value.is_floating_point() else value
            for name, value in after.state_dict().items()
        }
    )
    return mixed
