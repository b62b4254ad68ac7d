"""A YOLOv8 detection export as a trainable PyTorch network, and back.

The network runs the graph of the file node by node up to the logits of the head. What follows (anchors, means of
distributions, pixels) is computed here, so that the network takes any number of pictures of any size, whatever the file
was fixed to. None of the code that made the file is needed. Weights and biases of the layers are parameters under their
names in the file, and `write` puts them back there: only numbers in the file change.

The batch norms of an export are folded into the convolutions and are not restored. A network that was trained with them
can be trained further without them in small steps (about a hundredth of the learning rate for training from scratch):
they keep the scale of each channel while everything moves, which is not needed when little moves. Batches can then be
as small as memory requires, and the network has no state besides its parameters: training and evaluation are the same.
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
FREE = {0: 1, 2: 96, 3: 128}  # batch, height and width of the picture for checks, where the file allows any


class Outputs(NamedTuple):
    """The outputs of a network for pictures. A: anchors of all strides, finest first, row by row.

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
    graph: the file; once the parameters are trained, its constants are out of date.
    """

    def __init__(self, graph: Graph):
        """Raises ModelError with only the reason."""
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
        """Whether a constant is not trained."""
        return False

    def real(self, name: str) -> NDArray:
        """The value of a constant of the file, as a parameter."""
        return self.graph.constant(name).copy()

    def stored(self, name: str) -> NDArray:
        """The current value of a parameter, as the file stores it."""
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
        """The initial values of the steps, by name."""
        values: dict[str, Tensor] = {name: self.weights[key] for name, key in self.keys.items()}
        values.update({name: self.get_buffer(key) for name, key in self.fixed.items()})
        values[self.graph.model.graph.input[0].name] = pictures
        return values

    def outputs(self, made: dict[str, Tensor], height: int) -> Outputs:
        """The outputs, from the values that the steps made. height: of the pictures."""
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
    """Reads an FP32 YOLOv8 detection export, and checks its outputs against ONNX Runtime's.

    Raises ModelError, in one line, if the file is missing, not ONNX, already quantized, in half precision, or another
    model.
    """
    model = load(path)
    if any(node.op_type in QUANTIZED for node in model.graph.node):
        raise ModelError(f"{path} is already quantized; give the FP32 export that it was made from")
    if any(tensor.data_type == onnx.TensorProto.FLOAT16 for tensor in model.graph.initializer):
        raise ModelError(f"{path} is in half precision; export it without half=True")
    network = built(Network, model, path, "not a YOLOv8 detection export")
    check(network, path)
    return network


def load(path: Path | str) -> onnx.ModelProto:
    try:
        model = onnx.load(path)
    except OSError as failure:
        raise ModelError(f"{path} cannot be read: {failure.strerror}") from failure
    except DecodeError as failure:
        raise ModelError(f"{path} is not ONNX; export one with yolo export format=onnx dynamic=True") from failure
    if not model.graph.node:
        raise ModelError(f"{path} is not ONNX; export one with yolo export format=onnx dynamic=True")
    return model


def built(kind: type[Network], model: onnx.ModelProto, path: Path | str, otherwise: str) -> Network:
    """otherwise: what the error says of a file that cannot be understood."""
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
        raise ModelError("its metadata has no class names") from failure


def session(model: onnx.ModelProto, optimized: bool = True) -> onnxruntime.InferenceSession:
    """A model in ONNX Runtime, on one core. optimized: False runs each node as it stands, computing bytes in float."""
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
        raise ModelError("its input is not a picture with three channels")
    shape = [length or FREE[axis] for axis, length in enumerate(lengths)]
    return np.random.default_rng(1).random(shape, np.float32)


def check(network: Network, path: Path | str) -> None:
    """Compares the outputs with ONNX Runtime's on noise.

    Tolerance: 1e-4 of (value + 1) for logits and scores, 1e-4 of (value + stride) for pixels.
    """
    model = network.graph.model
    try:
        picture = random_picture(model)
        output, boxes, classes = watched(network, picture)
        with torch.no_grad():
            found = network(torch.from_numpy(picture))
    except ModelError as reason:
        raise ModelError(f"{path} is not a YOLOv8 detection export: {reason}") from reason
    except Exception as failure:  # whatever ONNX Runtime and PyTorch raise for unsuitable graphs
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
            raise ModelError(f"{path} is not supported: its outputs differ from ONNX Runtime's by {away:.1g}")


def watched(network: Network, picture: NDArray) -> list[NDArray]:
    """ONNX Runtime's results: the output, and the logits of boxes and of classes in the layout of `Outputs`."""
    model = copy.deepcopy(network.graph.model)
    for tensor in (network.head.boxes, network.head.classes):
        model.graph.output.append(onnx.helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None))
    output, boxes, classes = session(model).run(None, {model.graph.input[0].name: picture})
    return [output, boxes.transpose(0, 2, 1) if network.head.box_rows else boxes, classes]


def write(network: Network, path: Path | str, card: dict[str, str]) -> None:
    """Writes the file that the network came from, with the current parameters. The write is atomic.

    card: metadata added to the file's own, under "hawkeye."; the prefix is optional. Raises OSError.
    """
    save(exported(network), path, card)


def exported(network: Network) -> onnx.ModelProto:
    """The file's graph with the current parameters."""
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
