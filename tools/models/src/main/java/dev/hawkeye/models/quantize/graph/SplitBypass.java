package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Avoids splitting tensors that are concatenated again. A C2f block splits a tensor, processes the second half, and
 * concatenates both halves with the result. The concatenation can take the whole tensor, so only the processed half is
 * cut out.
 */
public final class SplitBypass {
    private final Graph graph;
    private final List<TensorProto> constants = new ArrayList<>();
    private final Set<String> bypassed = new HashSet<>();

    private SplitBypass(Graph graph) {
        this.graph = graph;
    }

    /** @return an equivalent network */
    public static Graph apply(Graph graph) {
        SplitBypass bypass = new SplitBypass(graph);
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            nodes.add(node.getOpType().equals("Concat") && Shapes.axis(node, 0) == 1 ? bypass.joined(node) : node);
        }
        if (bypass.bypassed.isEmpty()) {
            return graph;
        }
        Graph joined = graph.with(nodes, List.of());
        List<NodeProto> cut = new ArrayList<>();
        for (NodeProto node : joined.nodes()) {
            cut.addAll(bypass.bypassed.contains(Graph.id(node)) ? bypass.slices(joined, node) : List.of(node));
        }
        return joined.with(cut, bypass.constants);
    }

    private NodeProto joined(NodeProto concat) {
        List<String> inputs = new ArrayList<>(concat.getInputList());
        for (String input : concat.getInputList()) {
            Optional<NodeProto> split = graph.producer(input)
                    .filter(node -> node.getOutput(0).equals(input))
                    .filter(node -> node.getOutputCount() > 1)
                    .filter(node -> !ChannelRange.cutBy(graph, node).isEmpty());
            if (split.isPresent()) {
                List<String> parts = split.get().getOutputList();
                int first = inputs.indexOf(input);
                if (first + parts.size() <= inputs.size()
                        && inputs.subList(first, first + parts.size()).equals(parts)) {
                    inputs.subList(first, first + parts.size()).clear();
                    inputs.add(first, split.get().getInput(0));
                    bypassed.add(input);
                }
            }
        }
        return concat.toBuilder().clearInput().addAllInput(inputs).build();
    }

    /** Slices for the parts of a split that are still read. */
    private List<NodeProto> slices(Graph joined, NodeProto split) {
        List<NodeProto> slices = new ArrayList<>();
        for (ChannelRange part : ChannelRange.cutBy(graph, split)) {
            if (joined.consumers(part.tensor()).isEmpty()) {
                continue;
            }
            String name = part.tensor();
            constants.add(Tensors.longs(name + "_first", part.first()));
            constants.add(Tensors.longs(name + "_end", part.end()));
            constants.add(Tensors.longs(name + "_axis", 1));
            slices.add(Nodes.node("Slice", name, split.getInput(0), name + "_first", name + "_end", name + "_axis")
                    .build());
        }
        return slices;
    }
}
