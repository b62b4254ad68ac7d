"""A part of an ONNX graph as a list of PyTorch calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from onnx import NodeProto
from torch import Tensor

from compression.models import operators
from compression.models.errors import ModelError
from compression.models.graph import Graph, attributes, needed

Operation = Callable[..., Tensor | tuple[Tensor, ...]]


@dataclass(frozen=True)
class Step:
    """One call. `last` names the tensors that no later step reads, so that their memory can be freed."""

    operation: Operation
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    last: tuple[str, ...] = ()

    def made(self, values: dict[str, Tensor]) -> dict[str, Tensor]:
        """The outputs by name."""
        made = self.operation(*(values[name] for name in self.inputs))
        return dict(zip(self.outputs, (made,) if isinstance(made, Tensor) else made, strict=True))


Translations = dict[str, Callable[[Graph, NodeProto], Step]]


def program(graph: Graph, results: Sequence[str], more: Translations | None = None) -> list[Step]:
    """The steps that compute these tensors from the inputs and parameters of a graph.

    more: operators besides those of detectors. Raises ModelError for all others.
    """
    steps = []
    for node in graph.behind(*results):
        silu = silu_of(graph, node)
        if silu is not None:
            steps.append(Step(operators.silu, (silu,), (node.output[0],)))
        elif more is not None and node.op_type in more:
            steps.append(more[node.op_type](graph, node))
        elif not is_within_silu(graph, node):
            steps.append(step(graph, node))
    return forgetful(steps, results)


def step(graph: Graph, node: NodeProto) -> Step:
    operation = TRANSLATIONS.get(node.op_type)
    if operation is None:
        raise ModelError(f"it has the unsupported operator {node.op_type}")
    inputs = node.input if node.op_type in WITH_PARAMETERS else needed(graph, node)
    return Step(operation(graph, node), tuple(name for name in inputs if name), tuple(node.output))


def silu_of(graph: Graph, node: NodeProto) -> str | None:
    """x if a node is the product of x and its sigmoid (Elfwing et al., "Sigmoid-Weighted Linear Units", 2017)."""
    if node.op_type == "Mul":
        for x, other in (node.input, reversed(node.input)):
            sigmoid = graph.producer(other)
            if sigmoid is not None and sigmoid.op_type == "Sigmoid" and sigmoid.input[0] == x:
                return x
    return None


def is_within_silu(graph: Graph, node: NodeProto) -> bool:
    return node.op_type == "Sigmoid" and all(silu_of(graph, reader) for reader in graph.readers(node.output[0]))


def forgetful(steps: list[Step], results: Sequence[str]) -> list[Step]:
    """The same steps, but each frees the tensors that no later step reads."""
    kept, forgetting = set(results), []
    for one in reversed(steps):
        last = tuple(name for name in dict.fromkeys(one.inputs + one.outputs) if name not in kept)
        kept.update(last)
        forgetting.append(Step(one.operation, one.inputs, one.outputs, last))
    return forgetting[::-1]


def run(steps: Sequence[Step], values: dict[str, Tensor]) -> dict[str, Tensor]:
    """values: inputs and parameters by name; changed in place to the values that were not freed."""
    for one in steps:
        values.update(one.made(values))
        for name in one.last:
            del values[name]
    return values


def ints(graph: Graph, tensor: str) -> list[int]:
    value = graph.constant(tensor)
    if value is None:
        raise ModelError(f"the value of its tensor {tensor} depends on the picture")
    return [int(number) for number in value.reshape(-1)]


def _conv(graph: Graph, node: NodeProto) -> Operation:
    given = attributes(node)
    if given.get("auto_pad", "NOTSET") != "NOTSET":
        raise ModelError(f"its convolution {node.name} uses auto_pad")
    wanted = ("strides", "pads", "dilations", "group")
    return partial(operators.conv, **{name: given[name] for name in wanted if name in given})


def _max_pool(graph: Graph, node: NodeProto) -> Operation:
    given = attributes(node)
    pads = given.get("pads", [0, 0, 0, 0])
    return partial(operators.max_pool, kernel=given["kernel_shape"], strides=given.get("strides", [1, 1]), pads=pads)


def _resize(graph: Graph, node: NodeProto) -> Operation:
    given = attributes(node)
    scales = graph.constant(node.input[2]) if len(node.input) > 2 and node.input[2] else None
    factor = 2 if scales is None or scales.size != 4 else int(scales[2])
    if given.get("mode", "nearest") != "nearest" or (scales is not None and list(scales[2:]) != [factor, factor]):
        raise ModelError(f"it upsamples in a way that YOLOv8 does not ({node.name})")
    return partial(operators.enlarge, factor=factor)


def _split(graph: Graph, node: NodeProto) -> Operation:
    given = attributes(node)
    sizes = given["split"] if "split" in given else ints(graph, node.input[1])
    return partial(operators.split, sizes=sizes, axis=given.get("axis", 0))


def _slice(graph: Graph, node: NodeProto) -> Operation:
    first, end, axes, *steps = (ints(graph, name) for name in node.input[1:])
    if len(axes) != 1 or any(one != [1] for one in steps):
        raise ModelError(f"it slices in a way that YOLOv8 does not ({node.name})")
    return partial(operators.cut, first=first[0], end=end[0], axis=axes[0])


def _reshape(graph: Graph, node: NodeProto) -> Operation:
    shape = graph.constant(node.input[1])
    fixed = None if shape is None or shape[0] != 0 else [int(length) for length in shape]
    return partial(operators.reshape, shape=fixed)


TRANSLATIONS: dict[str, Callable[[Graph, NodeProto], Operation]] = {
    "Add": lambda graph, node: torch.add,
    "Concat": lambda graph, node: partial(operators.concat, axis=attributes(node)["axis"]),
    "Conv": _conv,
    "Identity": lambda graph, node: operators.same,
    "MatMul": lambda graph, node: torch.matmul,
    "MaxPool": _max_pool,
    "Mul": lambda graph, node: torch.mul,
    "Relu": lambda graph, node: torch.relu,
    "Reshape": _reshape,
    "Resize": _resize,
    "Sigmoid": lambda graph, node: torch.sigmoid,
    "Slice": _slice,
    "Split": _split,
    "Transpose": lambda graph, node: partial(operators.transpose, perm=attributes(node)["perm"]),
}
WITH_PARAMETERS = ("Add", "Conv", "MatMul")
