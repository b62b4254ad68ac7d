"""Finds the head of a YOLOv8 detection export by the structure of its graph; node names are ignored.

The output concatenates boxes in pixels and a sigmoid, whose input is the class logits. The only softmax is that of the
box distributions; only layout changes lie between it and their logits. (A file of `hawkeye model quantize` has an
exponential instead, and rows instead of columns.) From both, the way back leads through the concatenation of all
strides to two branches per stride; the tensor where these meet is the input of the head.
"""

from dataclasses import dataclass

from onnx import NodeProto

from compression.models.errors import ModelError
from compression.models.graph import Graph, attributes

LAYOUT = ("Identity", "QuantizeLinear", "DequantizeLinear", "Transpose", "Reshape", "Clip")
CUTS = ("Split", "Slice")


@dataclass(frozen=True)
class Head:
    """Names of tensors.

    boxes, classes: logits of all anchors; features: inputs of the head, finest stride first; box_ends, class_ends: the
    output of the last layer of each branch, per stride; box_rows: whether boxes is N×A×64 instead of N×64×A.
    """

    boxes: str
    classes: str
    features: tuple[str, ...]
    box_ends: tuple[str, ...]
    class_ends: tuple[str, ...]
    box_rows: bool


def find_head(graph: Graph) -> Head:
    """Raises ModelError with only the reason."""
    outputs = graph.model.graph.output
    last = graph.producer(outputs[0].name) if len(outputs) == 1 else None
    if last is None or last.op_type != "Concat" or len(last.input) != 2:
        raise ModelError("its one output does not join boxes and scores")
    scores = graph.producer(last.input[1])
    if scores is None or scores.op_type != "Sigmoid":
        raise ModelError("its scores do not come from a sigmoid")
    spread = [node for node in graph.behind(last.input[0]) if node.op_type in ("Softmax", "Exp")]
    if len(spread) != 1:
        raise ModelError(f"it has {len(spread)} softmaxes instead of the one over the sides of boxes")
    boxes, classes = back(graph, spread[0].input[0], LAYOUT), scores.input[0]
    branches = per_stride(graph, boxes, classes)
    joint = graph.producer(boxes)
    return Head(
        boxes=boxes,
        classes=classes,
        features=tuple(meeting(graph, *pair) for pair in branches),
        box_ends=tuple(pair[0] for pair in branches),
        class_ends=tuple(pair[1] for pair in branches),
        box_rows=joint is not None and joint.op_type == "Concat" and axis(joint) in (1, -2),
    )


def back(graph: Graph, tensor: str, over: tuple[str, ...]) -> str:
    """The tensor before all consecutive nodes of these types."""
    while (node := graph.producer(tensor)) is not None and node.op_type in over:
        tensor = node.input[0]
    return tensor


def axis(concat: NodeProto) -> int:
    return int(attributes(concat)["axis"])


def joined(graph: Graph, tensor: str) -> list[str]:
    """The parts of the concatenation that a tensor comes from."""
    node = graph.producer(back(graph, tensor, LAYOUT + CUTS))
    if node is None or node.op_type != "Concat":
        raise ModelError("boxes and scores of its strides are not joined")
    return list(node.input)


def per_stride(graph: Graph, boxes: str, classes: str) -> list[tuple[str, str]]:
    """Ends of the box and class branches, per stride."""
    box_parts, class_parts = joined(graph, boxes), joined(graph, classes)
    if box_parts != class_parts:
        pairs = list(zip(box_parts, class_parts, strict=False))
        matched = len(box_parts) == len(class_parts)
    else:
        parts = [joined(graph, part) for part in box_parts]
        pairs = [(part[0], part[-1]) for part in parts]
        matched = all(len(part) == 2 for part in parts)
    if not matched:
        raise ModelError("its strides do not have one branch for boxes and one for classes")
    return pairs


def meeting(graph: Graph, box_end: str, class_end: str) -> str:
    """The nearest tensor that both branches come from."""
    others = set(graph.chain(class_end))
    for tensor in graph.chain(box_end):
        if tensor in others:
            return tensor
    raise ModelError("the branches for boxes and classes have no common input")
