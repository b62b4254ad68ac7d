"""Which channels of a network can only be removed together.

Each channel is followed from the convolution that produces it to all that read it. Splits and concatenations only
change its position; a sum ties the channels of both sides, so that they are removed together or not at all. The
channels of the input picture and of the output logits are never removed.

Sets of tied channels are called strands here, since they run through the graph. Strands that the same convolutions
produce and the same convolutions read form a bundle: all of them cost the same time and differ only in importance. The
halves of a C2f block are separate bundles, so a bundle's width is the width that kernels and copies work on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto

from compression.models.errors import ModelError
from compression.models.graph import Graph, attributes
from compression.models.network import Network
from compression.models.program import ints

FIXED = -1
SAME = ("Identity", "MaxPool", "Relu", "Sigmoid", "Resize")


@dataclass(frozen=True)
class Layer:
    """A convolution. Its strands are numbered as in `Strands`; FIXED marks a channel that is never removed.

    weight, bias: names of its parameters; inputs, outputs: the strand of each channel; reduction: how many times
    smaller than the picture its input is; activated: whether a SiLU follows.
    """

    weight: str
    bias: str | None
    inputs: NDArray[np.int64]
    outputs: NDArray[np.int64]
    kernel: int
    stride: int
    reduction: float
    activated: bool


Key = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Bundle:
    """Strands that the same layers produce and read. key: indices of the producing and of the reading layers."""

    strands: NDArray[np.int64]
    key: Key

    @property
    def makers(self) -> tuple[int, ...]:
        return self.key[0]

    @property
    def readers(self) -> tuple[int, ...]:
        return self.key[1]


@dataclass(frozen=True)
class Strands:
    """All channels of a network. of: the strand of each channel of each tensor, by the tensor's name."""

    layers: list[Layer]
    of: dict[str, NDArray[np.int64]]
    count: int

    def bundles(self) -> list[Bundle]:
        makers: list[set[int]] = [set() for _ in range(self.count)]
        readers: list[set[int]] = [set() for _ in range(self.count)]
        for index, layer in enumerate(self.layers):
            for strand in layer.outputs[layer.outputs != FIXED]:
                makers[strand].add(index)
            for strand in layer.inputs[layer.inputs != FIXED]:
                readers[strand].add(index)
        bundles: dict[Key, list[int]] = {}
        for strand in range(self.count):
            key = (tuple(sorted(makers[strand])), tuple(sorted(readers[strand])))
            bundles.setdefault(key, []).append(strand)
        return [Bundle(np.array(strands), key) for key, strands in bundles.items()]


class Ties:
    """Sets of channels that grow together (union-find)."""

    def __init__(self) -> None:
        self.above: list[int] = []

    def channels(self, count: int) -> NDArray[np.int64]:
        first = len(self.above)
        self.above.extend(range(first, first + count))
        return np.arange(first, first + count)

    def root(self, channel: int) -> int:
        while self.above[channel] != channel:
            self.above[channel] = channel = self.above[self.above[channel]]
        return channel

    def tie(self, one: Sequence[int], other: Sequence[int]) -> None:
        for a, b in zip(one, other, strict=True):
            self.above[self.root(b)] = self.root(a)


class _Walk:
    """Follows the channels through the graph of one network."""

    def __init__(self, network: Network):
        self.network = network
        self.graph: Graph = network.graph
        self.ties = Ties()
        self.fixed = self.ties.channels(1)
        self.of: dict[str, NDArray[np.int64]] = {}
        self.reduction: dict[str, float] = {}
        self.layers: list[Layer] = []

    def strands(self) -> Strands:
        ends = [*self.network.head.box_ends, *self.network.head.class_ends]
        picture = self.graph.model.graph.input[0].name
        self.of[picture], self.reduction[picture] = np.repeat(self.fixed, 3), 1.0
        for node in self.graph.behind(*ends):
            self.follow(node)
        for end in ends:
            self.stays(self.of[end])
        roots = np.array([self.ties.root(channel) for channel in range(len(self.ties.above))])
        stay = self.ties.root(int(self.fixed[0]))
        number = {root: i for i, root in enumerate(dict.fromkeys(roots[roots != stay].tolist()))}
        strand = np.array([number.get(root, FIXED) for root in roots.tolist()])
        layers = [
            Layer(**{**vars(layer), "inputs": strand[layer.inputs], "outputs": strand[layer.outputs]})
            for layer in self.layers
        ]
        return Strands(layers, {name: strand[channels] for name, channels in self.of.items()}, len(number))

    def stays(self, channels: NDArray[np.int64]) -> None:
        self.ties.tie(np.repeat(self.fixed, len(channels)), channels)

    def follow(self, node: NodeProto) -> None:
        x = node.input[0]
        if node.op_type == "Conv":
            self.conv(node)
        elif node.op_type in ("Add", "Mul"):
            if any(name not in self.of for name in node.input):
                raise ModelError(f"it adds a constant to channels or multiplies them by a constant ({node.name})")
            self.ties.tie(self.of[x], self.of[node.input[1]])
            self.of[node.output[0]] = self.of[x]
        elif node.op_type == "Concat":
            self.of[node.output[0]] = np.concatenate([self.of[part] for part in node.input])
        elif node.op_type in ("Split", "Slice"):
            for output, (first, end) in zip(node.output, cuts(self.graph, node), strict=True):
                self.of[output] = self.of[x][first:end]
        elif node.op_type in SAME:
            self.of[node.output[0]] = self.of[x]
        else:
            raise ModelError(f"its channels cannot be followed through {node.op_type}")
        factor = 1.0
        if node.op_type in ("Conv", "MaxPool"):
            factor = attributes(node).get("strides", [1])[0]
        elif node.op_type == "Resize":
            factor = 0.5
        for output in node.output:
            self.reduction[output] = self.reduction[x] * factor

    def conv(self, node: NodeProto) -> None:
        given = attributes(node)
        weight = node.input[1]
        shape = self.network.parameter(weight).shape
        outputs = self.ties.channels(shape[0])
        if given.get("group", 1) != 1:
            self.stays(self.of[node.input[0]])
            self.stays(outputs)
        self.of[node.output[0]] = outputs
        layer = Layer(
            weight=weight,
            bias=node.input[2] if len(node.input) > 2 else None,
            inputs=self.of[node.input[0]],
            outputs=outputs,
            kernel=shape[2],
            stride=given.get("strides", [1])[0],
            reduction=self.reduction[node.input[0]],
            activated=any(reader.op_type == "Sigmoid" for reader in self.graph.readers(node.output[0])),
        )
        self.layers.append(layer)


def cuts(graph: Graph, node: NodeProto) -> list[tuple[int, int]]:
    """The first channel and the end (exclusive) of each output of a Split or Slice along the channels."""
    given = attributes(node)
    if node.op_type == "Slice":
        first, end, axes = (ints(graph, name) for name in node.input[1:4])
        along, parts = axes, [(first[0], end[0])]
    else:
        sizes = given["split"] if "split" in given else ints(graph, node.input[1])
        ends = np.cumsum(sizes).tolist()
        along, parts = [given.get("axis", 0)], list(zip([0, *ends[:-1]], ends, strict=True))
    if list(along) != [1]:
        raise ModelError(f"it splits along an axis other than the channels ({node.name})")
    return parts


def strands(network: Network) -> Strands:
    """Follows all channels of a network. Raises ModelError, with only the reason, for unknown operators."""
    return _Walk(network).strands()
