"""What the student is to say at each anchor."""

from typing import NamedTuple

from torch import Tensor


class Taught(NamedTuple):
    classes: Tensor  # N×classes×A logits, before the sigmoid
    boxes: Tensor  # N×64×A logits of the box distributions, before the softmax
