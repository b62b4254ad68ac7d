package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of an ONNX model, for navigation. Immutable; changes return a new graph. A node is identified by the name
 * of its first output, since node names are optional.
 */
public final class Graph {
    private final ModelProto model;
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, List<NodeProto>> consumers = new HashMap<>();

    public Graph(ModelProto model) {
        this.model = model;
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            constants.put(tensor.getName(), tensor);
        }
        for (NodeProto node : nodes()) {
            node.getOutputList().forEach(output -> producers.put(output, node));
            for (String input : new HashSet<>(node.getInputList())) {
                consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
            }
        }
    }

    public ModelProto model() {
        return model;
    }

    /** Returns the nodes in topological order. */
    public List<NodeProto> nodes() {
        return model.getGraph().getNodeList();
    }

    public Optional<TensorProto> constant(String tensor) {
        return Optional.ofNullable(constants.get(tensor));
    }

    public Optional<NodeProto> producer(String tensor) {
        return Optional.ofNullable(producers.get(tensor));
    }

    public List<NodeProto> consumers(String tensor) {
        return consumers.getOrDefault(tensor, List.of());
    }

    public boolean isOutput(String tensor) {
        return model.getGraph().getOutputList().stream()
                .anyMatch(value -> value.getName().equals(tensor));
    }

    /** The opset version of the standard domain. */
    public long opset() {
        return OnnxNodes.opset(model);
    }

    /** Returns a graph with other nodes and additional constants, without unused constants. */
    public Graph with(List<NodeProto> nodes, Collection<TensorProto> more) {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read(node, read));
        model.getGraph().getOutputList().forEach(output -> read.add(output.getName()));
        Map<String, TensorProto> all = new LinkedHashMap<>(constants);
        more.forEach(tensor -> all.put(tensor.getName(), tensor));
        all.keySet().retainAll(read);
        GraphProto.Builder graph = model.getGraph().toBuilder()
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .addAllInitializer(all.values())
                .clearValueInfo();
        return new Graph(model.toBuilder().setGraph(graph).build());
    }

    /** Subgraphs refer to outer values by name. */
    private static void read(NodeProto node, Set<String> read) {
        read.addAll(node.getInputList());
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                attribute.getG().getNodeList().forEach(inner -> read(inner, read));
                attribute.getG().getOutputList().forEach(output -> read.add(output.getName()));
            }
        }
    }

    /** Returns the model with only these tensors as outputs. */
    public ModelProto watching(Collection<String> tensors) {
        GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
        tensors.forEach(tensor -> graph.addOutput(ValueInfoProto.newBuilder().setName(tensor)));
        return model.toBuilder().setGraph(graph).build();
    }

    public static String id(NodeProto node) {
        return node.getOutput(0);
    }
}
