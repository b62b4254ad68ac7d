"""The cost of a layer on this machine, measured with ONNX Runtime in the form in which it will run.

Multiplications do not tell the cost of a channel: kernels work on blocks of channels, so a width of 40 may take as long
as one of 48, and thin layers on large tensors wait for memory. So each layer is measured alone, at each requested
width: as bytes with channels last, as ONNX Runtime has it inside an INT8 model, on one core.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from compression.models.network import session
from compression.pruning.channels import Layer

TimeOf = Callable[[Layer, int, int], float]
PICTURE = 3  # channels
LEAST_RUNS, MOST_RUNS = 5, 100
LEAST_SECONDS = 0.03


class LayerTimes:
    """Seconds of layers by their numbers of input and output channels; each is measured once.

    height, width: of the picture, as the pipeline uses it.
    """

    def __init__(self, height: int = 384, width: int = 640):
        self.height, self.width = height, width
        self.known: dict[Form, float] = {}

    def __call__(self, layer: Layer, inputs: int, outputs: int) -> float:
        rows, columns = round(self.height / layer.reduction), round(self.width / layer.reduction)
        pad = layer.kernel // 2
        form = Form(
            (rows, columns),
            inputs,
            outputs,
            (layer.kernel, layer.kernel),
            (layer.stride, layer.stride),
            (pad, pad, pad, pad),
            layer.activated,
        )
        if inputs == PICTURE and (layer.kernel, layer.stride) == (3, 2):
            form = folded(form)
        if form not in self.known:
            self.known[form] = seconds(alone(form), (1, *form.size, form.inputs))
        return self.known[form]


@dataclass(frozen=True)
class Form:
    """A convolution: rows and columns of its input, numbers of channels, and the rest as in ONNX."""

    size: tuple[int, int]
    inputs: int
    outputs: int
    kernel: tuple[int, int]
    strides: tuple[int, int]
    pads: tuple[int, int, int, int]
    activated: bool


def folded(form: Form) -> Form:
    """The first layer as `hawkeye model quantize` folds it: four pixels become one with twelve channels."""
    rows, columns = form.size
    return Form((rows, columns // 4), 4 * PICTURE, 2 * form.outputs, (3, 2), (2, 1), (1, 1, 1, 0), form.activated)


def seconds(model: ModelProto, shape: tuple[int, ...]) -> float:
    """The min time of several runs, since disturbances only add time."""
    runner = session(model)
    feed = {"x": np.random.default_rng(1).integers(0, 256, shape, np.uint8)}
    runner.run(None, feed)
    times: list[float] = []
    while len(times) < LEAST_RUNS or (sum(times) < LEAST_SECONDS and len(times) < MOST_RUNS):
        begin = time.perf_counter()
        runner.run(None, feed)
        times.append(time.perf_counter() - begin)
    return min(times)


def alone(form: Form) -> ModelProto:
    """A model of one layer, from bytes to bytes, 1×H×W×C; its weights are arbitrary."""
    outputs = form.outputs
    nodes: list[NodeProto] = []
    constants = [
        numpy_helper.from_array(np.float32(0.02), "scale"),
        numpy_helper.from_array(np.uint8(128), "zero"),
        numpy_helper.from_array(np.full(outputs, 0.01, np.float32), "scales"),
        numpy_helper.from_array(np.zeros(outputs, np.int8), "zeros"),
        numpy_helper.from_array(np.full(outputs, 0.0002, np.float32), "sum_scales"),
        numpy_helper.from_array(np.zeros(outputs, np.int32), "sum_zeros"),
        numpy_helper.from_array(np.ones((outputs, form.inputs, *form.kernel), np.int8), "weight"),
        numpy_helper.from_array(np.zeros(outputs, np.int32), "bias"),
    ]

    def node(kind: str, inputs: list[str], output: str, **given: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], output, **given))
        return output

    def real(x: str) -> str:
        return node("DequantizeLinear", [x, "scale", "zero"], f"{x}_real")

    def bytes_of(x: str) -> str:
        return node("QuantizeLinear", [x, "scale", "zero"], f"{x}_bytes")

    x = real(bytes_of(node("Transpose", [real("x")], "first", perm=[0, 3, 1, 2])))
    weight = node("DequantizeLinear", ["weight", "scales", "zeros"], "weight_real", axis=0)
    bias = node("DequantizeLinear", ["bias", "sum_scales", "sum_zeros"], "bias_real", axis=0)
    given = {"kernel_shape": form.kernel, "pads": form.pads, "strides": form.strides}
    y = real(bytes_of(node("Conv", [x, weight, bias], "conv", **given)))
    if form.activated:
        sigmoid = real(bytes_of(node("Sigmoid", [y], "sigmoid")))
        y = real(bytes_of(node("Mul", [y, sigmoid], "silu")))
    y = bytes_of(node("Transpose", [y], "last", perm=[0, 2, 3, 1]))
    picture = helper.make_tensor_value_info("x", TensorProto.UINT8, [1, *form.size, form.inputs])
    made = helper.make_tensor_value_info(y, TensorProto.UINT8, None)
    graph = helper.make_graph(nodes, "layer", [picture], [made], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
