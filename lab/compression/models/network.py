"""A YOLOv8 detection export as a PyTorch network that can be trained, and back.

The network is the graph of the file, run node by node up to the logits of the head; what comes behind them (anchors,
means of distributions, pixels) is computed here, so that pictures of any size and any number of them will do, whatever
the file was fixed to. Nothing of the code that the file was made with is needed. Weights and biases of the layers are
parameters under their names in the file, and `write` puts them back there: the file stays as it was but for its
numbers.

An export has its batch norms folded into the convolutions. They are not brought back: a network that was trained with
them and is trained on without them goes on well with small steps (about a hundredth of the rate of a training from
scratch), since what they are for, keeping the scale of each channel while everything moves, is not needed when little
moves. Batches may then be as small as memory requires, and the network has no state beside its parameters: training
and evaluation are the same.
"""

import ast
import copy
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from torch import Tensor, nn

from compression.models.decode import SIDES, decode
from compression.models.errors import ModelError
from compression.models.graph import Graph
from compression.models.head import find_head
from compression.models.program import Step, program, run

CARD = "hawkeye."
TOLERANCE = 1e-4
QUANTIZED = ("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "QLinearConv", "ConvInteger")
FREE = {0: 1, 2: 96, 3: 128}  # batch, height and width of the picture that is checked with, where the file allows any


class Outputs(NamedTuple):
    """What a network says about pictures. A: anchors of all strides, finest first, row by row.

    detections: N×(4+classes)×A, boxes as center x, center y, width, height in pixels, then scores of 0 to 1
    classes: N×classes×A logits, before the sigmoid
    boxes: N×(4·bins)×A logits of the distributions of left, up, right, down, before the softmax; YOLOv8 has 16 bins
    features: the inputs of the head, one per stride, N×C×H/s×W/s
    """

    detections: Tensor
    classes: Tensor
    boxes: Tensor
    features: list[Tensor]


class Network(nn.Module):
    """Pictures N×3×H×W of 0 to 1, H and W multiples of the greatest stride, to `Outputs`.

    names: classes as in the file's metadata.
    graph: the file; its constants are older than the parameters once these are trained.
    """

    def __init__(self, graph: Graph):
        """Raises ModelError with the reason alone."""
        super().__init__()
        self.graph = graph
        self.names = names(graph.model)
        self.head = find_head(graph)
        self.steps: list[Step] = self.program()
        read = dict.fromkeys(name for step in self.steps for name in step.inputs if graph.is_constant(name))
        keys = {name: name.replace(".", ":") for name in read}  # PyTorch allows no dot
        self.fixed = {name: key for name, key in keys.items() if self.is_fixed(name)}
        self.keys = {name: key for name, key in keys.items() if name not in self.fixed}
        for name, key in self.fixed.items():
            self.register_buffer(key, torch.from_numpy(graph.constant(name).copy()))
        self.weights = nn.ParameterDict(
            {key: nn.Parameter(torch.from_numpy(self.real(name))) for name, key in self.keys.items()}
        )

    def program(self) -> list[Step]:
        return program(self.graph, self.results())

    def results(self) -> Sequence[str]:
        return (self.head.boxes, self.head.classes, *self.head.features)

    def is_fixed(self, name: str) -> bool:
        """Whether a constant does not learn."""
        return False

    def real(self, name: str) -> NDArray:
        """What a constant of the file stands for, as a parameter."""
        return self.graph.constant(name).copy()

    def stored(self, name: str) -> NDArray:
        """What stands for the present value of a parameter in the file."""
        return self.parameter(name).detach().cpu().numpy()

    def parameter(self, name: str) -> nn.Parameter:
        """A parameter by its name in the file."""
        return self.weights[self.keys[name]]

    def backbone(self) -> list[nn.Parameter]:
        """Parameters of the layers before the first upsampling, in the order in which they run; empty without one."""
        upsampling = next((node for node in self.graph.nodes if node.op_type == "Resize"), None)
        layers = self.graph.behind(upsampling.input[0]) if upsampling is not None else []
        return [self.parameter(name) for node in layers for name in node.input if name in self.keys]

    def forward(self, pictures: Tensor) -> Outputs:
        return self.outputs(run(self.steps, self.given(pictures)), pictures.shape[2])

    def given(self, pictures: Tensor) -> dict[str, Tensor]:
        """What the steps begin with, by name."""
        values: dict[str, Tensor] = {name: self.weights[key] for name, key in self.keys.items()}
        values.update({name: self.get_buffer(key) for name, key in self.fixed.items()})
        values[self.graph.model.graph.input[0].name] = pictures
        return values

    def outputs(self, made: dict[str, Tensor], height: int) -> Outputs:
        """Of what the steps have made of pictures of that height."""
        boxes, classes = made[self.head.boxes], made[self.head.classes]
        features = [made[name] for name in self.head.features]
        if self.head.box_rows:
            boxes = boxes.transpose(1, 2)
        detections = torch.cat([decode(boxes, features, height), classes.sigmoid()], 1)
        return Outputs(detections, classes, boxes, features)

    def __deepcopy__(self, memo: dict) -> "Network":
        twin = type(self)(Graph(copy.deepcopy(self.graph.model)))
        twin.load_state_dict(self.state_dict())
        device = next(self.parameters()).device
        return twin.to(device).train(self.training)


def read(path: Path | str) -> Network:
    """Reads an FP32 YOLOv8 detection export, and checks that it says what ONNX Runtime says.

    Raises ModelError in one line: no such file, no ONNX, quantized already, in half precision, or another model.
    """
    model = load(path)
    if any(node.op_type in QUANTIZED for node in model.graph.node):
        raise ModelError(f"{path} is quantized already; give the FP32 export that it was made from")
    if any(tensor.data_type == onnx.TensorProto.FLOAT16 for tensor in model.graph.initializer):
        raise ModelError(f"{path} is in half precision; export it without half=True")
    network = built(Network, model, path, "no YOLOv8 detection export")
    check(network, path)
    return network


def load(path: Path | str) -> onnx.ModelProto:
    try:
        model = onnx.load(path)
    except OSError as failure:
        raise ModelError(f"{path} cannot be read: {failure.strerror}") from failure
    except DecodeError as failure:
        raise ModelError(f"{path} is no ONNX file; export one with yolo export format=onnx dynamic=True") from failure
    if not model.graph.node:
        raise ModelError(f"{path} is no ONNX file; export one with yolo export format=onnx dynamic=True")
    return model


def built(kind: type[Network], model: onnx.ModelProto, path: Path | str, otherwise: str) -> Network:
    """otherwise: what the file is not, if it cannot be understood."""
    try:
        return kind(Graph(model))
    except ModelError as reason:
        raise ModelError(f"{path} is {otherwise}: {reason}") from reason


def names(model: onnx.ModelProto) -> dict[int, str]:
    """The classes in the metadata."""
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if metadata.get("task", "detect") != "detect":
        raise ModelError(f"its task is {metadata['task']}")
    try:
        found = ast.literal_eval(metadata["names"])
        return {int(key): str(name) for key, name in found.items()}
    except (KeyError, ValueError, SyntaxError, AttributeError) as failure:
        raise ModelError("its metadata has no names of classes") from failure


def session(model: onnx.ModelProto, optimized: bool = True) -> onnxruntime.InferenceSession:
    """A model in ONNX Runtime, on one core. optimized: false for each node as it stands, bytes computed in float."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if not optimized:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def random_picture(model: onnx.ModelProto) -> NDArray:
    """Noise of a size that the model takes, N×3×H×W, 0 to 1."""
    lengths = [dimension.dim_value for dimension in model.graph.input[0].type.tensor_type.shape.dim]
    if len(lengths) != 4 or lengths[1] != 3:
        raise ModelError("its input is no picture of three channels")
    shape = [length or FREE[axis] for axis, length in enumerate(lengths)]
    return np.random.default_rng(1).random(shape, np.float32)


def check(network: Network, path: Path | str) -> None:
    """Compares with ONNX Runtime on noise: logits to 1e-4 of (their value + 1), pixels of (their value + a stride)."""
    model = network.graph.model
    try:
        picture = random_picture(model)
        output, boxes, classes = watched(network, picture)
        with torch.no_grad():
            found = network(torch.from_numpy(picture))
    except ModelError as reason:
        raise ModelError(f"{path} is no YOLOv8 detection export: {reason}") from reason
    except Exception as failure:  # whatever ONNX Runtime and PyTorch say of graphs that do not fit
        reason = str(failure).splitlines()[0]
        raise ModelError(f"{path} cannot be run as a YOLOv8 detection export: {reason}") from failure
    if found.detections.shape != output.shape or found.classes.shape[1] != len(network.names):
        raise ModelError(
            f"{path} gives {list(output.shape)} for {len(network.names)} classes, where YOLOv8 gives"
            f" {list(found.detections.shape)}; check the names in its metadata"
        )
    stride = picture.shape[2] / found.features[-1].shape[2]
    for ours, theirs, unit in (
        (found.boxes, boxes, 1),
        (found.classes, classes, 1),
        (found.detections[:, :SIDES], output[:, :SIDES], stride),
        (found.detections[:, SIDES:], output[:, SIDES:], 1),
    ):
        away = float((np.abs(ours.numpy() - theirs) / (unit + np.abs(theirs))).max())
        if not away <= TOLERANCE:
            raise ModelError(f"{path} is not understood: its outputs are {away:.1g} away from those of ONNX Runtime")


def watched(network: Network, picture: NDArray) -> list[NDArray]:
    """What ONNX Runtime gives: the output, and the logits of boxes and of classes in the form of `Outputs`."""
    model = copy.deepcopy(network.graph.model)
    for tensor in (network.head.boxes, network.head.classes):
        model.graph.output.append(onnx.helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None))
    output, boxes, classes = session(model).run(None, {model.graph.input[0].name: picture})
    return [output, boxes.transpose(0, 2, 1) if network.head.box_rows else boxes, classes]


def write(network: Network, path: Path | str, card: dict[str, str]) -> None:
    """Writes the file that the network came from, with its present parameters, as a whole or not at all.

    card: metadata on top of the file's own, under "hawkeye."; the prefix may be given or left out. Raises OSError.
    """
    save(exported(network), path, card)


def exported(network: Network) -> onnx.ModelProto:
    """The file's graph with the present parameters."""
    graph = Graph(copy.deepcopy(network.graph.model))
    for name in network.keys:
        graph.set_constant(name, network.stored(name))
    return graph.model


def save(model: onnx.ModelProto, path: Path | str, card: dict[str, str]) -> None:
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    metadata.update({CARD + key.removeprefix(CARD): value for key, value in card.items()})
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, metadata)
    path = Path(path)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(model.SerializeToString())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
