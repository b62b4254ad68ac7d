"""Labels correct the teacher.

Labels could be learned from with a loss of their own, next to that of the teacher. Then two losses would pull at one
anchor wherever labels and teacher disagree, and how hard each pulls would be one more setting. Instead, the targets are
corrected before the student sees them. There is still one loss and one set of weights, and the targets are still dense:
where labels and teacher agree, the student learns all that the teacher says (how certain it is, what else it
considered), which a label does not know. Only the classes that count are corrected. About the others, labels say
nothing, so they stay with the teacher.

- A mistake: the teacher gives a class a score at an anchor, but its box overlaps no label of that class. The score is
  lowered.
- A miss: no anchor finds a labeled object. A few anchors near its center, at a stride that fits its size, get a high
  score and its box.
- A found object stays as the teacher says, since its distributions are better targets than the bare box of a label.

Changing a picture can cut an object or make it tiny. What is left may or may not be recognizable, so a label of such
an object excuses the teacher's box, but does not count as missed.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from street.boxes import iou
from torch import Tensor

from compression.learning.targets import Taught
from compression.models.decode import SIDES, anchors, decode

OVERLAP = 0.5  # min IoU of a box with the object that it finds
FOUND = 0.25  # min score at which an object counts as found: the pipeline's threshold
LOW, SURE = math.log(0.01 / 0.99), math.log(0.8 / 0.2)  # logits of a mistake and of a miss, once corrected
WHOLE = 0.3  # min share of an object in the picture for it to be missed
ANCHORS = 3  # max per missed object
UNFIT = 2.0  # cost of a stride that is off by a factor of two, in strides of distance
NEVER = -10.0  # logit of a distance that a label excludes


class Objects(NamedTuple):
    """One row per label of a batch."""

    picture: Tensor  # index
    kind: Tensor  # class
    boxes: Tensor  # O×4: center x, center y, width, height in pixels
    left: Tensor  # share of the object that is in the picture

    def taken(self, which: Tensor) -> "Objects":
        """Those selected by a mask."""
        return Objects(*(part[which] for part in self))


class Claims(NamedTuple):
    """One row per anchor that is to show a missed object."""

    object: Tensor
    anchor: Tensor
    cost: Tensor


@torch.no_grad()
def corrected(
    taught: Taught, labels: Sequence[np.ndarray | None], counted: Sequence[int], features: list[Tensor], height: int
) -> Taught:
    """The targets, with the teacher's mistakes and misses corrected in pictures that have labels.

    labels: of each picture: `Picture.boxes`, with classes that count; counted: indices of the classes that count;
    features: one tensor per stride, as in `Outputs`; height: of the pictures, in pixels.
    """
    labeled = [index for index, boxes in enumerate(labels) if boxes is not None]
    if not labeled:
        return taught
    objects = _objects(labels, taught.classes.device)
    boxes = decode(taught.boxes, features, height).transpose(1, 2)
    overlaps = iou(boxes[objects.picture], objects.boxes[:, None]) >= OVERLAP  # O×A
    classes = _without_mistakes(taught.classes, labeled, counted, objects, overlaps)
    finds = overlaps & (taught.classes[objects.picture, objects.kind].sigmoid() >= FOUND)
    centers, strides = anchors(features, height)
    missed = ~finds.any(1) & (objects.left >= WHOLE) & (objects.boxes[:, 2:].amax(1) >= strides[0])
    # Anchors that find another object must not lose it.
    taken = finds.new_zeros(len(boxes), finds.shape[1], dtype=torch.int32)
    taken.index_add_(0, objects.picture, finds.int())
    return _with_missed(Taught(classes, taught.boxes), objects.taken(missed), taken > 0, centers, strides)


def _objects(labels: Sequence[np.ndarray | None], device: torch.device) -> Objects:
    rows = [np.insert(boxes, 0, index, 1) for index, boxes in enumerate(labels) if boxes is not None]
    table = torch.from_numpy(np.concatenate(rows)).float().to(device)
    low, high = table[:, 2:4], table[:, 4:6]
    return Objects(table[:, 0].long(), table[:, 1].long(), torch.cat([(low + high) / 2, high - low], 1), table[:, 6])


def _without_mistakes(
    classes: Tensor, labeled: list[int], counted: Sequence[int], objects: Objects, overlaps: Tensor
) -> Tensor:
    """The logits, lowered where the teacher's box overlaps no object of the class."""
    shape = classes.shape
    allowed = torch.ones(shape[:2], dtype=torch.int32, device=classes.device)
    allowed[torch.tensor(labeled)[:, None], torch.tensor(counted)] = 0
    allowed = allowed[..., None].repeat(1, 1, shape[2]).flatten(0, 1)
    allowed.index_add_(0, objects.picture * shape[1] + objects.kind, overlaps.int())
    return torch.where(allowed.view(shape) > 0, classes, classes.clamp(max=LOW))


def _with_missed(taught: Taught, missed: Objects, taken: Tensor, centers: Tensor, strides: Tensor) -> Taught:
    """taken: N×A, whether an anchor finds another object; centers, strides: those of the anchors, in pixels."""
    claims = _resolved(_claims(missed, taken, centers, strides), missed.picture, taken.shape[1])
    picture, kind = missed.picture[claims.object], missed.kind[claims.object]
    classes, boxes = taught.classes.clone(), taught.boxes.clone()
    classes[picture, kind, claims.anchor] = SURE
    middle, half = missed.boxes[claims.object, :2], missed.boxes[claims.object, 2:] / 2
    place, stride = centers.T[claims.anchor], strides[claims.anchor, None]
    sides = torch.cat([place - middle + half, middle + half - place], 1) / stride
    boxes[picture, :, claims.anchor] = distributions(sides, boxes.shape[1] // SIDES).flatten(1)
    return Taught(classes, boxes)


def _claims(missed: Objects, taken: Tensor, centers: Tensor, strides: Tensor) -> Claims:
    """The cheapest anchors of each object: near its center, at a stride that fits its size, as in `street.assign`."""
    far = (centers.T - missed.boxes[:, None, :2]).abs()  # O×A×2
    side = missed.boxes[:, 2:].amax(1, keepdim=True)
    unfit = (side / (6 * strides)).log2().clamp(min=0) + (1.2 * strides / side).log2().clamp(min=0)
    cost = (far.norm(dim=2) / strides + UNFIT * unfit).masked_fill(taken[missed.picture], torch.inf)
    costs, anchor = cost.topk(min(ANCHORS, cost.shape[1]), dim=1, largest=False)
    # An anchor outside the box cannot say where it is. The cheapest one comes as close as it can.
    outside = (far.gather(1, anchor[..., None].expand(-1, -1, 2)) > missed.boxes[:, None, 2:] / 2).any(2)
    outside[:, :1] = False
    index, rank = (~outside & costs.isfinite()).nonzero(as_tuple=True)
    return Claims(index, anchor[index, rank], costs[index, rank])


def _resolved(claims: Claims, pictures: Tensor, count: int) -> Claims:
    """Leaves an anchor that several objects claim to the one that is cheapest. count: of anchors per picture."""
    key = pictures[claims.object] * count + claims.anchor
    place = torch.empty_like(key)
    place[claims.cost.argsort()] = torch.arange(len(key), device=key.device)  # unique, unlike costs
    _, which = key.unique(return_inverse=True)
    least = torch.full_like(key, len(key)).scatter_reduce(0, which, place, "amin")
    kept = least[which] == place
    return Claims(*(part[kept] for part in claims))


def distributions(sides: Tensor, bins: int) -> Tensor:
    """Logits C×4×bins whose mean is the distance, from distances C×4 in strides, clamped to the range of the bins."""
    away = (sides[..., None].clamp(0, bins - 1) - torch.arange(bins, device=sides.device)).abs()
    return (1 - away).clamp(min=math.exp(NEVER)).log()
