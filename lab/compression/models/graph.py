"""An ONNX graph by names: which node produces a tensor, which nodes read it, and which tensors are constant."""

import numpy as np
from numpy.typing import NDArray
from onnx import AttributeProto, ModelProto, NodeProto, helper, numpy_helper

Attribute = int | float | str | list[int] | list[float]


class Graph:
    """Reads a model and changes its constants. The nodes stay as they are."""

    def __init__(self, model: ModelProto):
        self.model = model
        self.nodes: list[NodeProto] = list(model.graph.node)
        self._producers = {output: node for node in self.nodes for output in node.output if output}
        self._readers: dict[str, list[NodeProto]] = {}
        for node in self.nodes:
            for name in dict.fromkeys(node.input):
                self._readers.setdefault(name, []).append(node)
        self._initializers = {tensor.name: tensor for tensor in model.graph.initializer}

    def producer(self, tensor: str) -> NodeProto | None:
        """The node that produces a tensor; None for inputs and initializers."""
        return self._producers.get(tensor)

    def readers(self, tensor: str) -> list[NodeProto]:
        return self._readers.get(tensor, [])

    def is_output(self, tensor: str) -> bool:
        return any(output.name == tensor for output in self.model.graph.output)

    def source(self, tensor: str) -> str:
        """The tensor behind Identity nodes."""
        node = self.producer(tensor)
        while node is not None and node.op_type == "Identity":
            tensor = node.input[0]
            node = self.producer(tensor)
        return tensor

    def is_constant(self, tensor: str) -> bool:
        tensor = self.source(tensor)
        node = self.producer(tensor)
        return tensor in self._initializers or (node is not None and node.op_type == "Constant")

    def constant(self, tensor: str) -> NDArray | None:
        """The value of an initializer or of a Constant node; None if the tensor depends on the input."""
        tensor = self.source(tensor)
        if tensor in self._initializers:
            return numpy_helper.to_array(self._initializers[tensor])
        node = self.producer(tensor)
        if node is None or node.op_type != "Constant":
            return None
        value = node.attribute[0]
        return (
            numpy_helper.to_array(value.t)
            if value.type == AttributeProto.TENSOR
            else np.asarray(helper.get_attribute_value(value))
        )

    def set_constant(self, tensor: str, value: NDArray) -> None:
        """Replaces a constant; its type stays, its shape may change."""
        tensor = self.source(tensor)
        if tensor in self._initializers:
            target = self._initializers[tensor]
        else:
            target = self._producers[tensor].attribute[0].t
        dtype = helper.tensor_dtype_to_np_dtype(target.data_type)
        target.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(value, dtype), target.name))

    def behind(self, *tensors: str) -> list[NodeProto]:
        """The nodes that these tensors depend on, in an order in which they can run."""
        wanted, seen = list(tensors), set()
        while wanted:
            node = self.producer(wanted.pop())
            if node is not None and id(node) not in seen:
                seen.add(id(node))
                wanted.extend(needed(self, node))
        return [node for node in self.nodes if id(node) in seen]

    def chain(self, tensor: str) -> list[str]:
        """A tensor, the first input of the node that produced it, and so on up to an input of the graph."""
        chain = [tensor]
        while (node := self.producer(chain[-1])) is not None and node.input:
            chain.append(node.input[0])
        return chain


def attributes(node: NodeProto) -> dict[str, Attribute]:
    """Attributes by name; strings decoded."""
    values = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    return {name: value.decode() if isinstance(value, bytes) else value for name, value in values.items()}


def needed(graph: Graph, node: NodeProto) -> list[str]:
    """The inputs of a node that depend on the picture and affect the result.

    The shape of a Reshape does not: the part of it that matters is fixed, see `operators.reshape`.
    """
    inputs = node.input[:1] if node.op_type in ("Reshape", "Resize") else node.input
    return [name for name in inputs if name and not graph.is_constant(name)]
