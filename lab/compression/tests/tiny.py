"""Tiny detectors in the form of an Ultralytics YOLOv8 export, with random weights.

Written from the graph of such a file: convolutions with SiLU, blocks that split, add and concatenate (C2f), pooling
(SPPF), a neck over three strides, and a head that joins distributions of sides and scores. Only the size differs: one
bottleneck per block, and some twelve thousand parameters.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

BINS = 16
STRIDES = (8, 16, 32)


class Export:
    """Collects nodes; each method returns the name of a tensor."""

    def __init__(self, seed: int, fixed: tuple[int, int] | None):
        self.random = np.random.default_rng(seed)
        self.fixed = fixed
        self.nodes: list[NodeProto] = []
        self.initializers: list[TensorProto] = []
        self.channels: dict[str, int] = {"images": 3}

    def node(self, kind: str, name: str, *inputs: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [f"{name}_output_0"], name, **attributes))
        return f"{name}_output_0"

    def constant(self, value: object, dtype: type = np.int64) -> str:
        tensor = numpy_helper.from_array(np.asarray(value, dtype))
        return self.node("Constant", f"/Constant_{len(self.nodes)}", value=tensor)

    def weights(self, name: str, value: NDArray) -> str:
        self.initializers.append(numpy_helper.from_array(value.astype(np.float32), name))
        return name

    def plain(self, name: str, x: str, outputs: int, kernel: int = 1, stride: int = 1) -> str:
        """A convolution alone."""
        inputs = self.channels[x]
        scale = 1.7 / np.sqrt(inputs * kernel * kernel)  # keeps the variance through a SiLU
        weight = self.weights(f"{name}.weight", scale * self.random.normal(size=(outputs, inputs, kernel, kernel)))
        bias = self.weights(f"{name}.bias", 0.3 * self.random.normal(size=outputs))
        pad = kernel // 2
        made = self.node(
            "Conv",
            f"/{name}/Conv",
            x,
            weight,
            bias,
            dilations=[1, 1],
            group=1,
            kernel_shape=[kernel, kernel],
            pads=[pad] * 4,
            strides=[stride, stride],
        )
        self.channels[made] = outputs
        return made

    def conv(self, name: str, x: str, outputs: int, kernel: int = 1, stride: int = 1) -> str:
        """A convolution and SiLU."""
        made = self.plain(f"{name}.conv", x, outputs, kernel, stride)
        silu = self.node("Mul", f"/{name}/act/Mul", made, self.node("Sigmoid", f"/{name}/act/Sigmoid", made))
        self.channels[silu] = outputs
        return silu

    def concat(self, name: str, *parts: str) -> str:
        made = self.node("Concat", name, *parts, axis=1)
        self.channels[made] = sum(self.channels[part] for part in parts)
        return made

    def c2f(self, name: str, x: str, outputs: int, shortcut: bool) -> str:
        half = outputs // 2
        both = self.conv(f"{name}.cv1", x, outputs)
        first, second = (f"/{name}/Split_output_{i}" for i in (0, 1))
        sizes = self.constant([half, half])
        self.nodes.append(helper.make_node("Split", [both, sizes], [first, second], f"/{name}/Split", axis=1))
        self.channels.update({first: half, second: half})
        worked = self.conv(f"{name}.m.0.cv2", self.conv(f"{name}.m.0.cv1", second, half, 3), half, 3)
        if shortcut:
            worked = self.node("Add", f"/{name}/m.0/Add", second, worked)
            self.channels[worked] = half
        return self.conv(f"{name}.cv2", self.concat(f"/{name}/Concat", first, second, worked), outputs)

    def sppf(self, name: str, x: str, outputs: int) -> str:
        levels = [self.conv(f"{name}.cv1", x, outputs // 2)]
        for i in range(3):
            pooled = self.node(
                "MaxPool", f"/{name}/m_{i}/MaxPool", levels[-1], kernel_shape=[5, 5], pads=[2] * 4, strides=[1, 1]
            )
            self.channels[pooled] = outputs // 2
            levels.append(pooled)
        return self.conv(f"{name}.cv2", self.concat(f"/{name}/Concat", *levels), outputs)

    def enlarged(self, name: str, x: str) -> str:
        scales = self.constant([1, 1, 2, 2], np.float32)
        made = self.node(
            "Resize",
            f"/{name}/Resize",
            x,
            "",
            scales,
            coordinate_transformation_mode="asymmetric",
            mode="nearest",
            nearest_mode="floor",
        )
        self.channels[made] = self.channels[x]
        return made

    def length(self, x: str, axis: int) -> str:
        """Length of an axis, of shape []."""
        shape = self.node("Shape", f"/Shape_{len(self.nodes)}", x)
        return self.node("Gather", f"/Gather_{len(self.nodes)}", shape, self.constant(axis), axis=0)

    def shape(self, *lengths: str | int) -> str:
        """A shape of numbers and of lengths that depend on the picture."""
        parts = []
        for length in lengths:
            if isinstance(length, str):
                length = self.node("Unsqueeze", f"/Unsqueeze_{len(self.nodes)}", length, self.constant([0]))
            else:
                length = self.constant([length])
            parts.append(length)
        return self.node("Concat", f"/Concat_{len(self.nodes)}", *parts, axis=0)

    def reshape(self, name: str, x: str, *lengths: int) -> str:
        """Reshapes for any batch size; in a fixed export, for a batch of one."""
        shape = self.constant([1, *lengths]) if self.fixed else self.shape(self.length(x, 0), *lengths)
        return self.node("Reshape", name, x, shape)

    def places(self, x: str, axis: int) -> str:
        """Centers of the cells along an axis: 0.5, 1.5 ..."""
        count = self.node("Cast", f"/Cast_{len(self.nodes)}", self.length(x, axis), to=TensorProto.FLOAT)
        first, step = self.constant(0, np.float32), self.constant(1, np.float32)
        cells = self.node("Range", f"/Range_{len(self.nodes)}", first, count, step)
        return self.node("Add", f"/Add_{len(self.nodes)}", cells, self.constant(0.5, np.float32))

    def anchors(self, x: str) -> str:
        """Centers of all cells of a tensor, in units of its stride, of shape 2×A."""
        size = self.shape(self.length(x, 2), self.length(x, 3))
        rows = self.node("Reshape", f"/Reshape_{len(self.nodes)}", self.places(x, 2), self.constant([-1, 1]))
        both = []
        for part in (self.places(x, 3), rows):
            wide = self.node("Expand", f"/Expand_{len(self.nodes)}", part, size)
            both.append(self.node("Reshape", f"/Reshape_{len(self.nodes)}", wide, self.constant([1, -1])))
        return self.node("Concat", f"/Concat_{len(self.nodes)}", *both, axis=0)

    def head(self, name: str, features: list[str], classes: int) -> None:
        """Ends in output0."""
        whole = 4 * BINS + classes
        flat, centers, strides = [], [], []
        for i, x in enumerate(features):
            ends = []
            for branch, width, outputs in ((f"cv2.{i}", 16, 4 * BINS), (f"cv3.{i}", 16, classes)):
                hidden = self.conv(f"{name}.{branch}.0", x, width, 3)
                hidden = self.conv(f"{name}.{branch}.1", hidden, width, 3)
                ends.append(self.plain(f"{name}.{branch}.2", hidden, outputs))
            both = self.concat(f"/{name}/Concat_{i}", *ends)
            flat.append(self.reshape(f"/{name}/Reshape_{i}", both, whole, -1))
            centers.append(self.anchors(both))
            ones = self.node("Mul", f"/{name}/Mul_{i}", centers[-1], self.constant(0, np.float32))
            strides.append(self.node("Add", f"/{name}/Add_{i}", ones, self.constant(STRIDES[i], np.float32)))
        joined = self.node("Concat", f"/{name}/Concat_7", *flat, axis=2)
        sides, scores = f"/{name}/Split_output_0", f"/{name}/Split_output_1"
        sizes = self.constant([4 * BINS, classes])
        self.nodes.append(helper.make_node("Split", [joined, sizes], [sides, scores], f"/{name}/Split", axis=1))
        apart = self.reshape(f"/{name}/dfl/Reshape", sides, 4, BINS, -1)
        turned = self.node("Transpose", f"/{name}/dfl/Transpose", apart, perm=[0, 2, 1, 3])
        shares = self.node("Softmax", f"/{name}/dfl/Softmax", turned, axis=1)
        bins = self.weights(f"{name}.dfl.conv.weight", np.arange(BINS).reshape(1, BINS, 1, 1))
        mean = self.node("Conv", f"/{name}/dfl/conv/Conv", shares, bins, kernel_shape=[1, 1])
        away = self.reshape(f"/{name}/dfl/Reshape_1", mean, 4, -1)
        center = self.node("Concat", f"/{name}/Concat_8", *centers, axis=1)
        stride = self.node("Concat", f"/{name}/Concat_9", *strides, axis=1)
        stride = self.node("Slice", f"/{name}/Slice_2", stride, *(self.constant([n]) for n in (0, 1, 0)))
        ends = []
        for i, (kind, first) in enumerate((("Sub", 0), ("Add", 2))):
            cut = [self.constant([n]) for n in (first, first + 2, 1)]
            side = self.node("Slice", f"/{name}/Slice_{i}", away, *cut)
            ends.append(self.node(kind, f"/{name}/{kind}_8", center, side))
        total = self.node("Add", f"/{name}/Add_9", *ends)
        middle = self.node("Div", f"/{name}/Div", total, self.constant(2, np.float32))
        size = self.node("Sub", f"/{name}/Sub_9", ends[1], ends[0])
        cells = self.node("Concat", f"/{name}/Concat_10", middle, size, axis=1)
        boxes = self.node("Mul", f"/{name}/Mul_9", cells, stride)
        sigmoid = self.node("Sigmoid", f"/{name}/Sigmoid", scores)
        self.nodes.append(helper.make_node("Concat", [boxes, sigmoid], ["output0"], f"/{name}/Concat_11", axis=1))


def tiny(
    seed: int = 0,
    classes: tuple[str, ...] = ("person", "car"),
    widths: tuple[int, int, int] = (16, 24, 32),
    fixed: tuple[int, int] | None = None,
) -> ModelProto:
    """A detector of these classes, with these numbers of channels at strides 8, 16 and 32.

    fixed: height and width of the only picture that it takes; by default any number of pictures of any size.
    """
    fine, middle, coarse = widths
    export = Export(seed, fixed)
    x = export.conv("model.0", "images", 8, 3, 2)
    x = export.conv("model.1", x, 16, 3, 2)
    x = export.c2f("model.2", x, 16, shortcut=True)
    p3 = export.c2f("model.4", export.conv("model.3", x, fine, 3, 2), fine, shortcut=True)
    p4 = export.c2f("model.6", export.conv("model.5", p3, middle, 3, 2), middle, shortcut=True)
    p5 = export.sppf("model.9", export.conv("model.7", p4, coarse, 3, 2), coarse)
    n4 = export.concat("/model.11/Concat", export.enlarged("model.10", p5), p4)
    n4 = export.c2f("model.12", n4, middle, shortcut=False)
    n3 = export.concat("/model.14/Concat", export.enlarged("model.13", n4), p3)
    n3 = export.c2f("model.15", n3, fine, shortcut=False)
    o4 = export.concat("/model.17/Concat", export.conv("model.16", n3, fine, 3, 2), n4)
    o4 = export.c2f("model.18", o4, middle, shortcut=False)
    o5 = export.concat("/model.20/Concat", export.conv("model.19", o4, middle, 3, 2), p5)
    o5 = export.c2f("model.21", o5, coarse, shortcut=False)
    export.head("model.22", [n3, o4, o5], len(classes))
    batch, height, width = (1, *fixed) if fixed else ("batch", "height", "width")
    picture = helper.make_tensor_value_info("images", TensorProto.FLOAT, [batch, 3, height, width])
    found = helper.make_tensor_value_info("output0", TensorProto.FLOAT, [batch, 4 + len(classes), "anchors"])
    graph = helper.make_graph(export.nodes, "main_graph", [picture], [found], export.initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    metadata = {
        "task": "detect",
        "stride": str(STRIDES[-1]),
        "batch": "1",
        "imgsz": str(list(fixed or (64, 96))),
        "names": str(dict(enumerate(classes))),
    }
    helper.set_model_props(model, metadata)
    onnx.checker.check_model(model)
    return model


def tiny_file(folder: Path | str, name: str = "tiny.onnx", **options: object) -> Path:
    """Saves `tiny(**options)` in a folder."""
    file = Path(folder) / name
    onnx.save(tiny(**options), file)
    return file
