"""Tiny detectors in the form of `hawkeye model quantize`.

As in QdqWriter.java: a QuantizeLinear and a DequantizeLinear after each tensor of the body, weights as signed bytes and
biases as integers before a DequantizeLinear, concatenations that copy bytes, the last layers as products of rows that
give floats, and the mean of the distributions without a softmax. Ranges are the min and max on noise. What preserves
the accuracy of real models, such as bias correction, is omitted.
"""

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from compression.models.graph import Graph
from compression.models.network import session
from compression.tests.tiny import BINS

HEAD = "/model.22"
REPLACED = {f"{HEAD}/Concat_7_output_0", f"{HEAD}/Split_output_0", f"{HEAD}/dfl/Reshape_1_output_0"}
UNIT = (1 / 255, 0)
MOVES = ("Split", "MaxPool", "Resize")  # keep the line of their input


class _Writer:
    def __init__(self, model: ModelProto, most: int):
        self.model, self.most = model, most
        self.constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self.nodes: list[NodeProto] = []
        self.initializers: list[TensorProto] = []
        self.lines: dict[str, tuple[float, int]] = {}
        strides = range(3)
        self.ends = [f"{HEAD}.{branch}.{i}.2/Conv_output_0" for i in strides for branch in ("cv2", "cv3")]
        self.joined = {f"{HEAD}/Concat_{i}_output_0": f"{HEAD}.cv2.{i}.1/act/Mul_output_0" for i in strides}
        self.ranges, self.channels = ranges(model, self.ends)
        self.made_up: dict[str, tuple[NDArray, NDArray]] = {}
        self.rows: dict[str, list[str]] = {"cv2": [], "cv3": []}

    def constant(self, name: str, value: object, dtype: type) -> str:
        self.initializers.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **given: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **given))
        return output

    def quantize(self, tensor: str, line: tuple[float, int] | None = None) -> str:
        if line is None:
            least, most = self.ranges[tensor]
            scale = max(most - least, 1e-6) / 255
            line = (scale, round(-least / scale))
        self.lines[tensor] = line
        self.constant(f"{tensor}_scale", line[0], np.float32)
        self.constant(f"{tensor}_zero", line[1], np.uint8)
        self.add("QuantizeLinear", [tensor, f"{tensor}_scale", f"{tensor}_zero"], f"{tensor}_bytes")
        return self.dequantize(f"{tensor}_real", tensor, tensor)

    def dequantize(self, output: str, tensor: str, line_of: str) -> str:
        return self.add("DequantizeLinear", [f"{tensor}_bytes", f"{line_of}_scale", f"{line_of}_zero"], output)

    def integers(self, name: str, value: NDArray, scales: NDArray, axis: int, dtype: type) -> str:
        shape = [1] * value.ndim
        shape[axis] = -1
        self.constant(name, np.rint(value / scales.reshape(shape)), dtype)
        self.constant(f"{name}_scales", scales, np.float32)
        self.constant(f"{name}_zeros", np.zeros(len(scales)), dtype)
        return self.add("DequantizeLinear", [name, f"{name}_scales", f"{name}_zeros"], f"{name}_real", axis=axis)

    def conv(self, node: NodeProto) -> None:
        x, weight, bias = node.input[0], self.constants[node.input[1]], self.constants[node.input[2]]
        made = node.output[0]
        if x in self.made_up:
            factors, shifts = self.made_up[x]
            bias = bias + weight[:, :, 0, 0] @ shifts
            weight = weight * factors[:, None, None]
        scales = np.abs(weight).max((1, 2, 3)).astype(np.float32) / self.most
        weights = self.integers(f"{made}_weights", weight, scales, 0, np.int8)
        biases = self.integers(f"{made}_bias", bias, scales * np.float32(self.lines[x][0]), 0, np.int32)
        changed = NodeProto.FromString(node.SerializeToString())
        changed.input[:] = [f"{x}_real", weights, biases]
        self.nodes.append(changed)
        self.quantize(made)

    def end(self, node: NodeProto) -> None:
        """A last layer, as a product of byte rows that gives floats."""
        x, weight, bias = node.input[0], self.constants[node.input[1]], self.constants[node.input[2]]
        name = node.output[0]
        pixels = self.add("Transpose", [f"{x}_real"], f"{name}_in_pixels", perm=[0, 2, 3, 1])
        real = self.quantize(pixels, self.lines[x])
        shape = self.constant(f"{name}_in_shape", [0, -1, weight.shape[1]], np.int64)
        rows = self.quantize(self.add("Reshape", [real, shape], f"{name}_in_rows"), self.lines[x])
        scales = np.abs(weight).max((1, 2, 3)).astype(np.float32) / self.most
        weights = self.integers(f"{name}_weights", weight[:, :, 0, 0].T, scales, 1, np.int8)
        products = self.add("MatMul", [rows, weights], f"{name}_products")
        self.constant(f"{name}_bias", bias, np.float32)
        self.rows["cv2" if "cv2" in name else "cv3"].append(self.add("Add", [products, f"{name}_bias"], f"{name}_rows"))

    def concat(self, node: NodeProto) -> None:
        """Copies bytes; the next convolution compensates for their different lines, see BytesSideBySide.java."""
        made = node.output[0]
        least, most = self.ranges[made]
        self.lines[made] = ((most - least) / 255, round(-least * 255 / (most - least)))
        whole = f"{made}_whole"
        self.constant(f"{whole}_scale", self.lines[made][0], np.float32)
        self.constant(f"{whole}_zero", self.lines[made][1], np.uint8)
        parts = [self.dequantize(f"{made}_part{i}", part, whole) for i, part in enumerate(node.input)]
        self.quantize(self.add("Concat", parts, made, axis=1), self.lines[made])
        scale, zero = self.lines[made]
        factors, shifts = [], []
        for part in node.input:
            own, own_zero = self.lines[part]
            factors.extend([own / scale] * self.channels[part])
            shifts.extend([own * (zero - own_zero)] * self.channels[part])
        self.made_up[made] = (np.array(factors), np.array(shifts))

    def body(self, node: NodeProto) -> None:
        if node.op_type == "Conv":
            self.end(node) if node.output[0] in self.ends else self.conv(node)
        elif node.op_type == "Concat":
            self.concat(node)
        else:
            changed = NodeProto.FromString(node.SerializeToString())
            changed.input[:] = [f"{name}_real" if name in self.lines else name for name in node.input]
            self.nodes.append(changed)
            line = self.lines[node.input[0]] if node.op_type in MOVES else None
            for output in node.output:
                self.quantize(output, UNIT if node.op_type == "Sigmoid" else line)

    def logits(self) -> None:
        for branch, output in (("cv2", f"{HEAD}/Split_output_0"), ("cv3", f"{HEAD}/Split_output_1")):
            rows = self.add("Concat", self.rows[branch], f"{output}_rows", axis=1)
            self.add("Transpose", [rows], output, perm=[0, 2, 1])

    def distances(self) -> None:
        """The mean of the distributions: a weighted sum of exponentials divided by their plain sum."""
        name = f"{HEAD}/dfl/Reshape_1_output_0"
        sums = np.zeros((4, BINS, 2, 4))
        for side in range(4):
            sums[side, :, 0, side], sums[side, :, 1, side] = np.arange(BINS), 1
        clip = [self.constant(f"{name}_least", -60, np.float32), self.constant(f"{name}_most", 60, np.float32)]
        clipped = self.add("Clip", [f"{HEAD}/Split_output_0_rows", *clip], f"{name}_clipped")
        weight = self.constant(f"{name}_sums_weight", sums.reshape(4 * BINS, 8), np.float32)
        row_sums = self.add("MatMul", [self.add("Exp", [clipped], f"{name}_exp"), weight], f"{name}_row_sums")
        columns = self.add("Transpose", [row_sums], f"{name}_sums", perm=[0, 2, 1])
        sizes = self.constant(f"{name}_sizes", [4, 4], np.int64)
        parts = [f"{name}_weighted", f"{name}_whole"]
        self.nodes.append(helper.make_node("Split", [columns, sizes], parts, axis=1))
        self.add("Div", parts, name)

    def tail(self, node: NodeProto) -> None:
        """The rest. The size of what was joined before is that of what the last layers read."""
        changed = NodeProto.FromString(node.SerializeToString())
        for i, name in enumerate(node.input):
            if name in self.joined:
                changed.input[i] = f"{self.joined[name]}_bytes"
        self.nodes.append(changed)

    def written(self) -> ModelProto:
        graph = Graph(self.model)
        body = [node for node in graph.behind(*self.ends) if node.op_type != "Constant"]
        inside = {node.output[0] for node in body}
        self.nodes.extend(node for node in graph.nodes if node.op_type == "Constant")
        self.quantize("images", UNIT)
        for node in body:
            self.body(node)
        self.logits()
        self.distances()
        for node in graph.nodes:
            made = node.output[0]
            if node.op_type != "Constant" and made not in inside | REPLACED | set(self.joined):
                self.tail(node)
        return self.model_of(alive(self.nodes))

    def model_of(self, nodes: list[NodeProto]) -> ModelProto:
        old = self.model.graph
        graph = helper.make_graph(nodes, old.name, old.input, old.output, self.initializers)
        model = helper.make_model(graph, opset_imports=self.model.opset_import, ir_version=self.model.ir_version)
        model.metadata_props.extend(self.model.metadata_props)
        return model


def alive(nodes: list[NodeProto]) -> list[NodeProto]:
    """The nodes that the output depends on."""
    wanted, kept = {"output0"}, []
    for node in reversed(nodes):
        if wanted & set(node.output):
            wanted.update(node.input)
            kept.append(node)
    return kept[::-1]


def ranges(model: ModelProto, ends: list[str]) -> tuple[dict[str, tuple[float, float]], dict[str, int]]:
    """Min and max on noise, below and above zero, and channels, of all tensors up to the last layers."""
    graph = Graph(model)
    names = [name for node in graph.behind(*ends) if node.op_type != "Constant" for name in node.output]
    twin = ModelProto.FromString(model.SerializeToString())
    twin.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    picture = np.random.default_rng(5).random((1, 3, 64, 96), np.float32)
    values = session(twin).run(None, {"images": picture})[1:]
    found = dict(zip(names, values, strict=True))
    extremes = {name: (min(0, float(value.min())), max(0, float(value.max()))) for name, value in found.items()}
    return extremes, {name: value.shape[1] for name, value in found.items()}


def tiny_int8(model: ModelProto, most: int = 64) -> ModelProto:
    """A detector of `tiny` with bytes in it. most: the max weight, 64 for 7 bits and 127 for 8."""
    return _Writer(model, most).written()
