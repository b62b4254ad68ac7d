"""Removes channels from a network: rows and columns of weights, and the positions of splits and slices."""

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, numpy_helper

from compression.models.graph import Graph
from compression.models.network import Network, exported
from compression.pruning.channels import FIXED, Strands, cuts


def narrowed(network: Network, strands: Strands, removed: NDArray[np.bool_]) -> Network:
    """The network without some of its strands. Its outputs do not change if these are zero everywhere.

    removed: one flag for each strand.
    """
    graph = Graph(exported(network))
    for layer in strands.layers:
        rows, columns = stays(layer.outputs, removed), stays(layer.inputs, removed)
        weight = graph.constant(layer.weight)
        grouped = weight.shape[1] != len(columns)  # such layers keep all of their channels
        graph.set_constant(layer.weight, weight if grouped else weight[rows][:, columns])
        if layer.bias is not None:
            graph.set_constant(layer.bias, graph.constant(layer.bias)[rows])
    for node in graph.nodes:
        if node.op_type in ("Split", "Slice") and node.input[0] in strands.of:
            cut_anew(graph, node, strands, removed)
    del graph.model.graph.value_info[:]  # it has the old widths
    twin = type(network)(Graph(graph.model))
    return twin.to(next(network.parameters()).device).train(network.training)


def stays(channels: NDArray[np.int64], removed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return (channels == FIXED) | ~removed[channels]


def cut_anew(graph: Graph, node: NodeProto, strands: Strands, removed: NDArray[np.bool_]) -> None:
    """Sets the new split positions. Nodes may share a constant of positions, so each gets its own."""
    model = graph.model
    if node.op_type == "Split":
        sizes = [int(stays(strands.of[part], removed).sum()) for part in node.output]
        old = [attribute for attribute in node.attribute if attribute.name == "split"]
        if old:
            old[0].ints[:] = sizes
        else:
            node.input[1] = constant(model, f"{node.output[0]}_sizes", sizes)
        return
    whole, part = strands.of[node.input[0]], strands.of[node.output[0]]
    first, _, _ = slice(*cuts(graph, node)[0]).indices(len(whole))
    before = int(stays(whole[:first], removed).sum())
    node.input[1] = constant(model, f"{node.output[0]}_first", [before])
    node.input[2] = constant(model, f"{node.output[0]}_end", [before + int(stays(part, removed).sum())])


def constant(model: ModelProto, name: str, values: list[int]) -> str:
    model.graph.initializer.append(numpy_helper.from_array(np.array(values, np.int64), name))
    return name
