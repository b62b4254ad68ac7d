"""The loss that the training minimizes."""

import torch
import torch.nn.functional as F
from torch import Tensor

from anchors import decode
from assign import assign
from boxes import complete_iou, iou
from model import CLASSES

SCORES = 0.4  # weights relative to each other
BOXES = 2.5
OTHERS = 0.5  # score of an object's other anchors relative to its first one
SHARPNESS = 4  # how fast that score falls with their overlap
RARITY = torch.tensor([2.0 if name in ("bicycle", "bus", "truck") else 1.0 for name in CLASSES])


def loss(
    raw: Tensor,
    places: Tensor,
    strides: Tensor,
    size: tuple[int, int],
    objects: Tensor,
    classes: Tensor,
    pictures: Tensor,
) -> tuple[Tensor, Tensor]:
    """Loss of scores and loss of boxes, for raw outputs N x (4 + classes) x anchors.

    The target of a score is the overlap of its box with the object (quality focal loss; Li et al., "Generalized Focal
    Loss", 2020), so that the better of two boxes has the higher score. Boxes of one small object differ too much for
    NMS to recognize duplicates, so of all anchors assigned to an object, the first gets by far the highest target.
    """
    raw = raw.transpose(1, 2)
    logits = raw[..., 4:]
    predicted = decode(raw[..., :4], places, strides)
    found = assign(predicted.detach(), logits.detach(), places, strides, size, objects, classes, pictures)
    of = objects[found.target]
    boxes = predicted[found.picture, found.anchor]
    wanted = torch.zeros_like(logits)
    quality = iou(boxes.detach(), of).clamp(0, 1)
    best = quality.new_zeros(len(objects)).scatter_reduce(0, found.target, quality, "amax").clamp(min=1e-6)
    others = OTHERS * (quality / best[found.target]) ** SHARPNESS
    wanted[found.picture, found.anchor, classes[found.target]] = torch.where(found.first, quality, quality * others)
    scores = (F.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * RARITY.to(logits.device)).sum()
    # An object with n anchors counts as the square root of n, not as n.
    share = 1 / torch.bincount(found.target, minlength=len(objects)).clamp(min=1)[found.target]
    weight = share.sqrt()
    sides = ((1 - complete_iou(boxes, of)) * weight).sum() / weight.sum().clamp(min=1)
    return SCORES * scores / wanted.sum().clamp(min=1), BOXES * sides
