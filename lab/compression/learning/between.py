"""A student that keeps some of what it was.

What is learned on a few cameras is paid for on others: the student forgets what they do not show. Between the weights
that it had and those that it has learned lie networks that have most of both. They are reached by a mean of the weights
alone, which works because the two are neighbors: one was trained from the other in small steps (Wortsman et al.,
"Robust fine-tuning of zero-shot models", 2022).

It costs nothing, in training or in use. docs/compress.md has figures of what it brings on each side.
"""

import copy

import torch

from compression.models.network import Network


def between(before: Network, after: Network, keep: float) -> Network:
    """A network of the same graph, whose weights are a mean of both.

    keep: weight of the ones before, 0 to 1: at 0 it is the one after.
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
