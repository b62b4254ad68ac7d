"""Assigns anchors to objects.

Every object considers only the anchors around its center, a few cells each way on every stride, so the work grows with
the number of objects, not with the picture. Of these it takes the cheapest; their number follows from the overlap of
the predictions with the object (dynamic k of SimOTA; Ge et al., "YOLOX", 2021). The cost follows RTMDet (Lyu et al.,
2022): low for a score that agrees with the overlap, a box that overlaps, and an anchor near the center.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from boxes import iou
from model import STRIDES

REACH = 2  # cells each way from the one with the center
MOST = 10  # maximum anchors per object
FAR = 1e8


class Assignment(NamedTuple):
    """One row per pair of an object and an anchor assigned to it."""

    picture: Tensor  # index in the batch
    anchor: Tensor
    target: Tensor  # index of the object
    first: Tensor  # whether it is the object's cheapest anchor


def candidates(centers: Tensor, height: int, width: int) -> tuple[Tensor, Tensor]:
    """Anchors around each center: indices (objects x candidates), and whether they are inside the picture."""
    steps = torch.arange(-REACH, REACH + 1, device=centers.device)
    down, right = (step.reshape(-1) for step in torch.meshgrid(steps, steps, indexing="ij"))
    indices, inside, first = [], [], 0
    for stride in STRIDES:
        rows, columns = height // stride, width // stride
        cells = (centers / stride).floor().long()
        x = cells[:, :1] + right
        y = cells[:, 1:] + down
        inside.append((x >= 0) & (x < columns) & (y >= 0) & (y < rows))
        indices.append(first + y.clamp(0, rows - 1) * columns + x.clamp(0, columns - 1))
        first += rows * columns
    return torch.cat(indices, 1), torch.cat(inside, 1)


@torch.no_grad()
def assign(
    boxes: Tensor,
    logits: Tensor,
    places: Tensor,
    strides: Tensor,
    size: tuple[int, int],
    objects: Tensor,
    classes: Tensor,
    pictures: Tensor,
) -> Assignment:
    """Chooses anchors for all objects of a batch.

    boxes: predictions, pictures x anchors x 4, as center and size; logits: pictures x anchors x classes; places and
    strides: those of the anchors; size: height and width of the pictures; objects: objects x 4; classes and pictures:
    the class of each object, and the index of its picture.
    """
    anchors, inside = candidates(objects[:, :2], *size)
    overlap = iou(boxes[pictures[:, None], anchors], objects[:, None])
    logit = logits[pictures[:, None], anchors, classes[:, None]]
    score_cost = (
        F.binary_cross_entropy_with_logits(logit, overlap, reduction="none") * (overlap - logit.sigmoid()).square()
    )
    away = (places[anchors] - objects[:, None, :2]).norm(dim=-1) / strides[anchors]
    # An anchor learns an object badly if the cells of its stride differ much from the object's size.
    side = objects[:, 2:].amax(1, keepdim=True)
    unfit = (side / (6 * strides[anchors])).log2().clamp(min=0) + (1.2 * strides[anchors] / side).log2().clamp(min=0)
    cost = score_cost + 3 * -(overlap + 1e-6).log() + 10 ** (away.clamp(max=6) - 3) + 2 * unfit
    cost = cost.masked_fill(~inside, FAR)
    ranked, order = cost.topk(MOST, dim=1, largest=False)
    wanted = overlap.masked_fill(~inside, 0).topk(MOST, dim=1).values.sum(1).floor().clamp(min=1)
    taken = (torch.arange(MOST, device=cost.device)[None] < wanted[:, None]) & (ranked < FAR)
    target, rank = taken.nonzero(as_tuple=True)
    anchor = anchors[target, order[target, rank]]
    chosen = Assignment(pictures[target], anchor, target, rank == 0)
    return resolve(chosen, ranked[target, rank], logits.shape[:2])


def resolve(chosen: Assignment, cost: Tensor, shape: tuple[int, int]) -> Assignment:
    """Assigns an anchor claimed by several objects to the one with the lowest cost."""
    pictures, anchors = shape
    key = chosen.picture * anchors + chosen.anchor
    place = torch.empty_like(key)
    place[cost.argsort()] = torch.arange(len(key), device=key.device)  # unique, unlike costs
    least = key.new_full((pictures * anchors,), len(key)).scatter_reduce(0, key, place, "amin")
    kept = least[key] == place
    return Assignment(*(part[kept] for part in chosen))
