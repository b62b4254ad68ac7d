package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rearranges the results of the heads as rows, one per place, with its channels side by side. Exports concatenate boxes
 * and scores of each stride by channels, then all strides by places, and split the result into boxes and scores again:
 * three copies of the largest tensor of the tail. Integer convolutions produce rows anyway, so the boxes of all strides
 * are concatenated as rows, the scores likewise, and each is transposed once.
 *
 * <p>As rows, the last convolutions are matrix products, for which runtimes have a kernel that multiplies bytes and
 * returns floats (see {@link RowHead}).
 */
public final class HeadRows {
    private final Graph graph;
    private final List<TensorProto> constants = new ArrayList<>();
    private final Map<String, List<NodeProto>> inPlaceOf = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> sameSize = new HashMap<>();

    private HeadRows(Graph graph) {
        this.graph = graph;
    }

    /** @return an equivalent network; unchanged where its heads are joined in another way */
    public static Graph apply(Graph graph) {
        HeadRows rows = new HeadRows(graph);
        for (NodeProto node : graph.nodes()) {
            if (node.getOpType().equals("Concat") && Shapes.axis(node, 0) == 2) {
                rows.unjoin(node);
            }
        }
        return rows.gone.isEmpty() ? graph : rows.written();
    }

    /** The convolutions that are joined for one stride, and the node that joins them. */
    private record Stride(NodeProto join, List<NodeProto> heads) {}

    private void unjoin(NodeProto all) {
        List<Stride> strides = new ArrayList<>();
        for (String part : all.getInputList()) {
            stride(part, all).ifPresent(strides::add);
        }
        if (strides.size() != all.getInputCount()) {
            return;
        }
        List<Long> channels = channels(strides.get(0));
        List<ChannelRange> cuts = cuts(Graph.id(all), channels);
        if (cuts.isEmpty()
                || !strides.stream().allMatch(stride -> channels(stride).equals(channels))) {
            return;
        }
        gone.add(Graph.id(all));
        graph.consumers(Graph.id(all)).forEach(cut -> gone.add(Graph.id(cut)));
        List<NodeProto> nodes = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            List<String> rows = new ArrayList<>();
            for (Stride stride : strides) {
                rows.add(rows(stride.heads().get(i), channels.get(i), nodes));
            }
            String cut = cuts.get(i).tensor();
            nodes.add(Nodes.node("Concat", cut + "_rows", rows.toArray(String[]::new))
                    .addAttribute(Nodes.attribute("axis", 1))
                    .build());
            nodes.add(Nodes.transpose(cut, cut + "_rows", 0L, 2L, 1L));
        }
        inPlaceOf.put(Graph.id(all), nodes);
        for (Stride stride : strides) {
            gone.add(Graph.id(stride.join()));
            sameSize.put(Graph.id(stride.join()), stride.heads().get(0).getInput(0));
            graph.consumers(Graph.id(stride.join())).stream()
                    .filter(node -> node.getOpType().equals("Reshape"))
                    .forEach(reshape -> gone.add(Graph.id(reshape)));
        }
    }

    private String rows(NodeProto head, long channels, List<NodeProto> nodes) {
        String name = Graph.id(head);
        constants.add(Tensors.longs(name + "_row_shape", 0, -1, channels));
        nodes.add(Nodes.transpose(name + "_pixels", name, 0L, 2L, 3L, 1L));
        nodes.add(Nodes.node("Reshape", name + "_rows", name + "_pixels", name + "_row_shape")
                .build());
        return name + "_rows";
    }

    /** The stride behind one input of the node that joins the strides. */
    private Optional<Stride> stride(String part, NodeProto all) {
        NodeProto reshape = graph.producer(part).orElse(null);
        if (reshape == null
                || !reshape.getOpType().equals("Reshape")
                || !graph.consumers(part).equals(List.of(all))) {
            return Optional.empty();
        }
        NodeProto join = graph.producer(reshape.getInput(0)).orElse(null);
        if (join == null || !join.getOpType().equals("Concat") || Shapes.axis(join, 0) != 1) {
            return Optional.empty();
        }
        List<NodeProto> heads = join.getInputList().stream()
                .flatMap(input -> graph.producer(input).stream())
                .filter(node -> node.getOpType().equals("Conv") && Shapes.isPointwise(graph, node))
                .filter(node -> graph.consumers(Graph.id(node)).size() == 1)
                .toList();
        Stride stride = new Stride(join, heads);
        boolean joined = heads.size() == join.getInputCount()
                && Shapes.length(graph, reshape.getInput(1), 1).orElse(-1)
                        == channels(stride).stream().mapToLong(Long::longValue).sum()
                && graph.consumers(Graph.id(join)).stream()
                        .allMatch(reader -> reader.equals(reshape) || measures(reader));
        return joined ? Optional.of(stride) : Optional.empty();
    }

    /** Whether a node reads only the spatial size of its input, not the channels. */
    private boolean measures(NodeProto node) {
        return node.getOpType().equals("Shape")
                && graph.consumers(Graph.id(node)).stream()
                        .allMatch(reader -> reader.getOpType().equals("Gather")
                                && graph.constant(reader.getInput(1))
                                        .map(Tensors::longs)
                                        .filter(place -> place.length == 1 && place[0] != 1 && place[0] >= 0)
                                        .isPresent());
    }

    private List<Long> channels(Stride stride) {
        return stride.heads().stream()
                .map(head -> graph.constant(head.getInput(1)).orElseThrow().getDims(0))
                .toList();
    }

    /** The cuts between the channels of the heads, in order; empty if the tensor is cut in another way. */
    private List<ChannelRange> cuts(String joined, List<Long> channels) {
        List<ChannelRange> cuts = new ArrayList<>();
        for (NodeProto reader : graph.consumers(joined)) {
            cuts.addAll(ChannelRange.cutBy(graph, reader));
        }
        List<ChannelRange> ordered = new ArrayList<>();
        long first = 0;
        for (long count : channels) {
            long begin = first;
            cuts.stream()
                    .filter(cut -> cut.first() == begin && cut.end() == begin + count)
                    .forEach(ordered::add);
            first += count;
        }
        boolean whole = ordered.size() == channels.size() && cuts.size() == ordered.size();
        boolean nothingElse = graph.consumers(joined).stream()
                .noneMatch(reader -> ChannelRange.cutBy(graph, reader).isEmpty());
        return whole && nothingElse ? ordered : List.of();
    }

    private Graph written() {
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            nodes.addAll(inPlaceOf.getOrDefault(Graph.id(node), List.of()));
            if (!gone.contains(Graph.id(node))) {
                boolean measures = node.getOpType().equals("Shape") && sameSize.containsKey(node.getInput(0));
                nodes.add(
                        measures
                                ? node.toBuilder()
                                        .setInput(0, sameSize.get(node.getInput(0)))
                                        .build()
                                : node);
            }
        }
        return graph.with(nodes, constants);
    }
}
