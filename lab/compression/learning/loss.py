"""The distance between student and teacher.

Both have the same anchors, so their dense outputs are compared anchor by anchor, before any threshold or NMS. These
outputs hold more than the final boxes: which other classes the teacher considered, and how certain it is of each side
of a box.

- Classes: YOLOv8 scores each class independently, so the KL divergence of two Bernoulli distributions is summed over
  the classes, at a temperature of 2, which gives small scores more weight (Hinton et al., "Distilling the Knowledge in
  a Neural Network", 2015).
- Boxes: each side is a distribution over distances, and the KL divergence says more than the distance alone (Zheng et
  al., "Localization Distillation for Dense Object Detection", 2022). The overlap of the boxes is added, since boxes are
  judged by it.

Of some 5000 anchors of a picture, a few dozen see an object. Unweighted, the background would dominate the loss. So
each anchor is weighted by the higher of the two models' confidences: it counts where the teacher sees an object, or the
student imagines one. Boxes are weighted by the teacher's confidence. Anchors where neither confidence exceeds 0.001 are
dropped.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from street.boxes import complete_iou
from torch import Tensor

from compression.learning.targets import Taught
from compression.models.decode import SIDES, decode
from compression.models.network import Outputs

TEMPERATURE = 2.0
LEAST = 1e-3  # min score
CLASSES, DISTRIBUTIONS, OVERLAPS = 1.0, 1.0, 2.0  # relative weights


class Loss(NamedTuple):
    classes: Tensor
    distributions: Tensor
    overlaps: Tensor

    @property
    def whole(self) -> Tensor:
        return CLASSES * self.classes + DISTRIBUTIONS * self.distributions + OVERLAPS * self.overlaps


def loss(said: Outputs, taught: Taught, counted: Sequence[int], height: int) -> Loss:
    """Weighted means over anchors.

    counted: indices of the classes that determine an anchor's weight; height: of the pictures, in pixels.
    """
    counted = list(counted)
    logits, boxes = said.classes.float(), said.boxes.float()
    sure = taught.classes[:, counted].sigmoid().amax(1)
    seen = torch.maximum(sure, logits.detach()[:, counted].sigmoid().amax(1))
    picture, anchor = (seen > LEAST).nonzero(as_tuple=True)
    by_class, by_box = seen[picture, anchor], sure[picture, anchor]

    classes = coins(logits[picture, :, anchor], taught.classes[picture, :, anchor]).sum(1)
    mine, theirs = (each[picture, :, anchor].unflatten(1, (SIDES, -1)).log_softmax(2) for each in (boxes, taught.boxes))
    distributions = F.kl_div(mine, theirs, reduction="none", log_target=True).sum(2).mean(1)
    mine, theirs = (decode(each, said.features, height)[picture, :, anchor] for each in (boxes, taught.boxes))
    overlaps = 1 - complete_iou(mine, theirs)
    return Loss(
        (by_class * classes).sum() / (by_class.sum() + 1),
        (by_box * distributions).sum() / (by_box.sum() + 1),
        (by_box * overlaps).sum() / (by_box.sum() + 1),
    )


def coins(mine: Tensor, theirs: Tensor) -> Tensor:
    """KL divergence of Bernoulli distributions given by logits, at the temperature; 0 if they are equal."""
    target = (theirs / TEMPERATURE).sigmoid()
    cross = F.binary_cross_entropy_with_logits(mine / TEMPERATURE, target, reduction="none")
    own = F.binary_cross_entropy_with_logits(theirs / TEMPERATURE, target, reduction="none")
    return TEMPERATURE**2 * (cross - own)
