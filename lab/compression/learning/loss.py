"""How far the student is from the teacher.

Both answer at the same anchors, so the dense outputs are compared one by one, before any threshold or suppression:
there is more in them than in the boxes that are left of them (what else the teacher thought of, how sure it is of each
side of a box).

- Classes: each is a yes or no of its own in YOLOv8, so the divergence of two coins is summed over the classes, at a
  temperature of 2, which lets small scores speak (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
- Boxes: each side is a distribution over distances, and their divergence says more than the distance alone (Zheng et
  al., "Localization Distillation for Dense Object Detection", 2022). The overlap of the boxes themselves is added,
  since that is what the box is judged by.

Of some 5000 anchors of a picture a few dozen see something. Unweighted, the loss would be about the background. So an
anchor counts as much as the surer of the two is that there is something: where the teacher sees an object, or the
student imagines one. Boxes count where the teacher sees one. Anchors where neither is sure of anything by one in a
thousand are left out.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from street.boxes import complete_iou
from torch import Tensor

from compression.learning.teacher import Taught
from compression.models.decode import SIDES, decode
from compression.models.network import Outputs

TEMPERATURE = 2.0
LEAST = 1e-3  # of a score
CLASSES, DISTRIBUTIONS, OVERLAPS = 1.0, 1.0, 2.0  # weights against each other


class Loss(NamedTuple):
    classes: Tensor
    distributions: Tensor
    overlaps: Tensor

    @property
    def whole(self) -> Tensor:
        return CLASSES * self.classes + DISTRIBUTIONS * self.distributions + OVERLAPS * self.overlaps


def loss(said: Outputs, taught: Taught, counted: Sequence[int], height: int) -> Loss:
    """Means over anchors, by their weights.

    counted: indices of the classes by which an anchor's weight is found; height: of the pictures, in pixels.
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
    """Divergence of two yes-or-no answers, given by logits, at the temperature: 0 if they are equal."""
    target = (theirs / TEMPERATURE).sigmoid()
    cross = F.binary_cross_entropy_with_logits(mine / TEMPERATURE, target, reduction="none")
    own = F.binary_cross_entropy_with_logits(theirs / TEMPERATURE, target, reduction="none")
    return TEMPERATURE**2 * (cross - own)
