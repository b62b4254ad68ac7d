"""An INT8 model of `hawkeye model quantize` as a trainable network, and back.

Such a file is the detector's graph with a QuantizeLinear and a DequantizeLinear after each tensor that is stored as
bytes, and a DequantizeLinear before integer weights and biases. The pair is read as rounding inside the network (see
`fake`), the single one as rounding of parameters that are real during training. So training sees the network exactly as
it will run: the same layers in float, 7-bit weights where there were 7 bits, the same bytes concatenated. Scales and
zero points are not trained: they stay as calibrated, since those of neighbors must match for the runtime to fuse their
kernels, and biases are counted in steps that follow from them.

Writing rounds the parameters and puts them back; no node changes.
"""

import copy
from functools import partial
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import NodeProto
from torch import Tensor

from compression.models import fake, operators
from compression.models.errors import ModelError
from compression.models.fake import Line
from compression.models.graph import Graph, attributes
from compression.models.network import TOLERANCE, Network, built, exported, load, random_picture, save, session
from compression.models.program import Step, program

MOST = 127
MOST_OF_7_BITS = 64  # where products of two bytes are added in 16 bits, see QuantizedWeights.java
MOST_BIAS = 2**31 - 1
FLIPS = 0.005  # max share of the values of a tensor
MOVES = ("Transpose", "Reshape", "Slice", "Split", "MaxPool", "Resize", "Concat")  # only move values


class QuantizedNetwork(Network):
    """A `Network` whose parameters are real; forward rounds them as `write_quantized` does.

    most: the max weight, in steps of its scale.
    """

    most: int

    def program(self) -> list[Step]:
        layers = [node for node in self.graph.nodes if is_of_constant(self.graph, node)]
        weights = [self.graph.constant(node.input[0]) for node in layers]
        greatest = [int(np.abs(weight.astype(int)).max()) for weight in weights if weight.dtype == np.int8]
        if not greatest:
            raise ModelError("it has no weights in signed bytes")
        self.most = MOST if max(greatest) > MOST_OF_7_BITS else MOST_OF_7_BITS
        self.scale_of = {node.input[0]: node.input[1] for node in layers}
        self.axis_of = {node.input[0]: int(attributes(node).get("axis", 1)) for node in layers}
        more = {"QuantizeLinear": quantize, "DequantizeLinear": self.dequantize}
        return program(self.graph, self.results(), more)

    def dequantize(self, graph: Graph, node: NodeProto) -> Step:
        if not is_of_constant(graph, node):
            return reread(graph, node)
        name, scale = node.input[:2]
        value, scales = graph.constant(name), graph.constant(scale)
        axis = self.axis_of[name]
        if axis >= value.ndim or scales.shape != (value.shape[axis],) or np.any(graph.constant(node.input[2])):
            raise ModelError(f"its weights {name} need one scale per channel and no zero point")
        if value.dtype == np.int8:
            operation = partial(fake.weights, axis=axis, most=self.most)
        else:
            operation = fake.bias
        return Step(operation, (name, scale), tuple(node.output))

    def is_fixed(self, name: str) -> bool:
        return name in self.scale_of.values()

    def scales(self, name: str) -> NDArray[np.float32]:
        """Scales in a shape that fits their constant."""
        scales, value = self.graph.constant(self.scale_of[name]), self.graph.constant(name)
        shape = [1] * value.ndim
        shape[self.axis_of[name]] = -1
        return scales.reshape(shape)

    def real(self, name: str) -> NDArray:
        value = super().real(name)
        return (value * self.scales(name)).astype(np.float32) if name in self.scale_of else value

    def stored(self, name: str) -> NDArray:
        value = super().stored(name)
        if name not in self.scale_of:
            return value
        most = self.most if self.graph.constant(name).dtype == np.int8 else MOST_BIAS
        return np.rint(value / self.scales(name).astype(float)).clip(-most, most)


def is_of_constant(graph: Graph, node: NodeProto) -> bool:
    return node.op_type == "DequantizeLinear" and graph.is_constant(node.input[0])


def line(graph: Graph, node: NodeProto) -> Line:
    """The line of a tensor's bytes."""
    scale, zero = (graph.constant(name) for name in node.input[1:3])
    if scale is None or zero is None or scale.size != 1 or zero.dtype != np.uint8:
        raise ModelError(f"its tensor {node.input[0]} is not in unsigned bytes with one scale")
    return Line(float(scale.reshape(())), int(zero.reshape(())))


def lies_on(graph: Graph, tensor: str, wanted: Line) -> bool:
    """Whether a tensor is already in bytes on the line, only moved, so that rounding would change nothing."""
    node = graph.producer(tensor)
    if node is None or node.op_type not in (*MOVES, "DequantizeLinear"):
        return False
    if node.op_type == "DequantizeLinear":
        return not graph.is_constant(node.input[0]) and line(graph, node) == wanted
    parts = node.input if node.op_type == "Concat" else node.input[:1]
    return all(lies_on(graph, part, wanted) for part in parts)


def quantize(graph: Graph, node: NodeProto) -> Step:
    wanted = line(graph, node)
    moved = lies_on(graph, node.input[0], wanted)
    operation = operators.same if moved else partial(fake.rounded, line=wanted)
    return Step(operation, (node.input[0],), tuple(node.output))


def reread(graph: Graph, node: NodeProto) -> Step:
    maker = graph.producer(node.input[0])
    if maker is None or maker.op_type != "QuantizeLinear":
        raise ModelError(f"its bytes {node.input[0]} come from {'nothing' if maker is None else maker.op_type}")
    made, wanted = line(graph, maker), line(graph, node)
    operation = operators.same if made == wanted else partial(fake.reread, line=made, other=wanted)
    return Step(operation, (node.input[0],), tuple(node.output))


def read_quantized(path: Path | str) -> QuantizedNetwork:
    """Reads an INT8 model written by `hawkeye model quantize`, and checks it against ONNX Runtime.

    Raises ModelError, in one line, if it is not one.
    """
    model = load(path)
    kinds = {node.op_type for node in model.graph.node}
    if not {"QuantizeLinear", "DequantizeLinear"} <= kinds:
        raise ModelError(f"{path} was not written by hawkeye model quantize; make an INT8 model with it first")
    network = built(QuantizedNetwork, model, path, "not an INT8 model of hawkeye model quantize")
    check_rounded(network, path)
    return network


def check_rounded(network: QuantizedNetwork, path: Path | str) -> None:
    """Compares each step with ONNX Runtime, on noise.

    The outputs alone would tell little: where a sum lies between two bytes, its last digit decides, and each byte that
    flips makes others flip, so that even ONNX Runtime with and without integer kernels differs by 5 % of the spread of
    the logits. So each step gets the inputs that ONNX Runtime made, and must make the same outputs.
    """
    graph = network.graph
    names = [name for step in network.steps for name in step.outputs if not is_bytes(graph, name)]
    model = copy.deepcopy(graph.model)
    outputs = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names]
    model.graph.output.extend(outputs)
    try:
        picture = random_picture(model)
        output, *made = session(model, optimized=False).run(None, {model.graph.input[0].name: picture})
        wanted = {name: torch.from_numpy(value) for name, value in zip(names, made, strict=True)}
        with torch.no_grad():
            differing = first_difference(network, torch.from_numpy(picture), wanted)
            detections = network.outputs(wanted, picture.shape[2]).detections
    except Exception as failure:  # whatever ONNX Runtime and PyTorch raise for unsuitable graphs
        reason = str(failure).splitlines()[0]
        raise ModelError(f"{path} cannot be run as an INT8 YOLOv8 model: {reason}") from failure
    if differing is None and not alike(detections, torch.from_numpy(output)):
        differing = model.graph.output[0].name
    if differing is not None:
        raise ModelError(f"{path} is not supported: {differing} differs from ONNX Runtime's")


def is_bytes(graph: Graph, tensor: str) -> bool:
    node = graph.producer(tensor)
    return node is not None and node.op_type == "QuantizeLinear"


def first_difference(network: QuantizedNetwork, picture: Tensor, wanted: dict[str, Tensor]) -> str | None:
    """The first tensor that a step makes differently than wanted, from wanted inputs."""
    values = network.given(picture)
    for step in network.steps:
        for name, value in step.made(values).items():
            if name in wanted and not alike(value, wanted[name]):
                return name
            values[name] = wanted.get(name, value)
    return None


def alike(found: Tensor, wanted: Tensor) -> bool:
    """Whether two tensors are the same, apart from a few flipped bytes."""
    if found.shape != wanted.shape:
        return False
    scale = wanted.abs().mean() + wanted.abs()
    return bool(((found - wanted).abs() > TOLERANCE * scale).double().mean() <= FLIPS)


def write_quantized(network: QuantizedNetwork, path: Path | str, card: dict[str, str]) -> None:
    """Like `network.write`, with the current parameters rounded."""
    save(exported(network), path, card)
