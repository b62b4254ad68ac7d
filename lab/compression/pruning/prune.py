"""Removes the channels that cost the most time and matter the least.

Each step narrows the bundle of channels (see `channels`) that saves the most milliseconds per importance lost, until as
many channels are gone as allowed. Savings are measured, not counted (see `timing`); widths are multiples that suit the
kernels. A narrower bundle makes both the layers that produce it and those that read it cheaper, so the savings of the
next step are computed anew each time. Importance is measured anew in each of a few rounds: of two channels that say the
same, either is dispensable, but only while the other is there.

The effect of these choices, as the loss against a yolov8s on 16 pictures of COCO that importance was not measured on,
for a yolov8n (8.07) whose layers take 1 / 1.2 of the time, before any training:

    ranked by         rounds   loss    channels removed   layers faster
    absolute values   4        10.28   4.2 %              1.23
    absolute values   1        10.91   4.7 %              1.25
    squares           4        11.48   7.7 %              1.20
    squares           1        11.79   7.7 %              1.20
    squares, with multiplications counted instead of time:
                      4        13.12   11.0 %             1.20

Importance measured on 24 pictures was better than on 8 (at 1.3: 11.99 and 13.91). Keeping half of each bundle instead
of a quarter was worse (13.35), eight rounds instead of four a little better (11.78).

Nothing is trained here. Train the pruned network afterwards, since pruning raises its loss sharply.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from compression.models.errors import ModelError
from compression.models.network import Network
from compression.pruning.channels import Bundle, Key, Strands, strands
from compression.pruning.importance import Batch, Loss, importance
from compression.pruning.narrow import narrowed
from compression.pruning.timing import LayerTimes, TimeOf

MULTIPLE = 8  # channels that ONNX Runtime's kernels work on at once, or half of them
JUMPS = (1, 2)  # multiples that one step may remove: where kernels work on blocks of 16, removing 8 saves nothing
LEAST_SHARE = 0.25  # min share of a bundle that stays
ROUNDS = 4


def prune(
    network: Network,
    share: float,
    importance_batches: Iterable[Batch],
    loss: Loss,
    time_of: TimeOf | None = None,
    multiple: int = MULTIPLE,
    enough: float | None = None,
) -> Network:
    """A narrower network with the remaining weights; the given one is unchanged.

    share: max share of all channels of convolutions to remove, above 0 and below 1
    importance_batches, loss: `loss(network, batch)` is the scalar whose change measures importance
    time_of: seconds of a layer with given numbers of inputs and outputs; by default measured as INT8 at 384×640
    multiple: changed widths are multiples of this
    enough: pruning stops when the layers are this many times as fast as before, whatever the share; above 1. Everything
        but the layers, about a fifth of the time of an INT8 yolov8n, does not get faster

    Raises ValueError for a share or a speed out of range, ModelError for a network whose channels cannot be followed.
    """
    if not 0 < share < 1:
        raise ValueError(f"the share of channels to prune must be above 0 and below 1, got: {share}")
    if enough is not None and not enough > 1:
        raise ValueError(f"the speed to prune for must be above 1 times the current one, got: {enough}")
    batches, time_of = list(importance_batches), time_of or LayerTimes()
    try:
        followed = strands(network)
    except ModelError as reason:
        raise ModelError(f"the network cannot be pruned: {reason}") from reason
    left = int(share * sum(len(layer.outputs) for layer in followed.layers))
    least = {bundle.key: max(multiple, ceil(LEAST_SHARE * len(bundle.strands))) for bundle in followed.bundles()}
    before = seconds(followed, time_of)
    for rounds in range(ROUNDS, 0, -1):
        widths = Widths(followed, importance(network, followed, batches, loss), time_of, multiple, least)
        goal = 0 if enough is None else before / (1 + (enough - 1) * (ROUNDS + 1 - rounds) / ROUNDS)
        left -= widths.shrink(left // rounds, goal)
        network = narrowed(network, followed, widths.removed)
        followed = strands(network)
    return network


def seconds(strands: Strands, time_of: TimeOf) -> float:
    """The time of all layers together."""
    return sum(time_of(layer, len(layer.inputs), len(layer.outputs)) for layer in strands.layers)


@dataclass(frozen=True)
class Cut:
    """A narrowed bundle. channels: removed from convolutions; saved: seconds; gain: seconds saved per importance lost."""

    bundle: int
    strands: NDArray[np.int64]
    channels: int
    saved: float
    gain: float


class Widths:
    """The widths of a network as it becomes narrower. least: the min width of each bundle, by its key."""

    def __init__(
        self, strands: Strands, worth: NDArray[np.float64], time_of: TimeOf, multiple: int, least: dict[Key, int]
    ):
        self.strands, self.worth, self.time_of, self.multiple = strands, worth, time_of, multiple
        self.removed = np.zeros(strands.count, bool)
        self.inputs = [len(layer.inputs) for layer in strands.layers]
        self.outputs = [len(layer.outputs) for layer in strands.layers]
        self.bundles = strands.bundles()
        self.floor = max(float(worth.mean()) * 1e-6, np.finfo(float).tiny)
        # The remaining strands of each bundle, least important first.
        self.ranked = [bundle.strands[np.argsort(worth[bundle.strands], kind="stable")] for bundle in self.bundles]
        self.least = [least[bundle.key] for bundle in self.bundles]

    def shrink(self, most: int, goal: float) -> int:
        """Takes the best cuts, of at most `most` channels, until the goal in seconds. Returns how many are removed."""
        gone, now = 0, seconds(self.strands, self.time_of)
        while now > goal and (cuts := [cut for cut in self.cuts() if gone + cut.channels <= most]):
            best = max(cuts, key=lambda cut: cut.gain)
            self.take(best)
            gone += best.channels
            now -= best.saved
        return gone

    def cuts(self) -> Iterator[Cut]:
        """All cuts that can be taken next and save time."""
        for index, (bundle, ranked) in enumerate(zip(self.bundles, self.ranked, strict=True)):
            widest = (len(ranked) - 1) // self.multiple * self.multiple
            for jump in JUMPS:
                width = widest - (jump - 1) * self.multiple
                if width < self.least[index]:
                    break
                going = ranked[: len(ranked) - width]
                saved = self.saved(bundle, going)
                if saved > 0:
                    lost = float(self.worth[going].sum()) + self.floor
                    channels = sum(self.made(maker, going) for maker in bundle.makers)
                    yield Cut(index, going, channels, saved, saved / lost)

    def made(self, layer: int, going: NDArray[np.int64]) -> int:
        return int(np.isin(self.strands.layers[layer].outputs, going).sum())

    def read(self, layer: int, going: NDArray[np.int64]) -> int:
        return int(np.isin(self.strands.layers[layer].inputs, going).sum())

    def saved(self, bundle: Bundle, going: NDArray[np.int64]) -> float:
        """The seconds saved."""
        total = 0.0
        for index in {*bundle.makers, *bundle.readers}:
            layer, inputs, outputs = self.strands.layers[index], self.inputs[index], self.outputs[index]
            narrower = (inputs - self.read(index, going), outputs - self.made(index, going))
            total += self.time_of(layer, inputs, outputs) - self.time_of(layer, *narrower)
        return total

    def take(self, cut: Cut) -> None:
        bundle = self.bundles[cut.bundle]
        for index in bundle.makers:
            self.outputs[index] -= self.made(index, cut.strands)
        for index in bundle.readers:
            self.inputs[index] -= self.read(index, cut.strands)
        self.removed[cut.strands] = True
        self.ranked[cut.bundle] = self.ranked[cut.bundle][len(cut.strands) :]
