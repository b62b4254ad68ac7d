package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Adjacent channels of a tensor, cut out by Split or Slice.
 *
 * @param tensor the resulting tensor
 * @param first channel
 * @param end last channel plus 1
 */
record ChannelRange(String tensor, long first, long end) {
    /** Returns the ranges that a node cuts out of its input; empty for any other node. */
    static List<ChannelRange> cutBy(Graph graph, NodeProto node) {
        return switch (node.getOpType()) {
            case "Split" -> Shapes.axis(node, 0) == 1 ? split(graph, node) : List.of();
            case "Slice" -> slice(graph, node).map(List::of).orElse(List.of());
            default -> List.of();
        };
    }

    private static List<ChannelRange> split(Graph graph, NodeProto node) {
        List<Long> lengths = node.getInputCount() > 1
                ? numbers(graph, node, 1)
                : OnnxNodes.attribute(node, "split")
                        .map(split -> split.getIntsList())
                        .orElseGet(() -> equal(graph, node));
        if (lengths.size() != node.getOutputCount()) {
            return List.of();
        }
        List<ChannelRange> ranges = new ArrayList<>();
        long first = 0;
        for (int i = 0; i < lengths.size(); i++) {
            ranges.add(new ChannelRange(node.getOutput(i), first, first + lengths.get(i)));
            first += lengths.get(i);
        }
        return first == 0 ? List.of() : ranges;
    }

    /** Without lengths, all parts are equal. */
    private static List<Long> equal(Graph graph, NodeProto node) {
        long channels = Channels.of(graph, node.getInput(0)).orElse(0);
        return channels % node.getOutputCount() == 0
                ? Collections.nCopies(node.getOutputCount(), channels / node.getOutputCount())
                : List.of();
    }

    private static Optional<ChannelRange> slice(Graph graph, NodeProto node) {
        List<Long> first = numbers(graph, node, 1);
        List<Long> end = numbers(graph, node, 2);
        boolean everyChannel =
                node.getInputCount() < 5 || numbers(graph, node, 4).equals(List.of(1L));
        boolean one = first.size() == 1 && end.size() == 1 && first.get(0) >= 0 && end.get(0) > first.get(0);
        return one && everyChannel && numbers(graph, node, 3).equals(List.of(1L))
                ? Optional.of(new ChannelRange(Graph.id(node), first.get(0), end.get(0)))
                : Optional.empty();
    }

    private static List<Long> numbers(Graph graph, NodeProto node, int input) {
        Optional<TensorProto> constant =
                input < node.getInputCount() ? graph.constant(node.getInput(input)) : Optional.empty();
        List<Long> numbers = new ArrayList<>();
        constant.ifPresent(tensor -> {
            for (long number : Tensors.longs(tensor)) {
                numbers.add(number);
            }
        });
        return numbers;
    }
}
