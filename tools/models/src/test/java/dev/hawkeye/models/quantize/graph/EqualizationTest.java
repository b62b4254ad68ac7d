package dev.hawkeye.models.quantize.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two layers of two channels, the second channel a hundredth of the first. */
class EqualizationTest {
    @Test
    void evensOutChannelsBetweenTwoLayersWithAReluBetween() {
        Graph even = Equalization.apply(network("Relu"));

        // Channel 1: √(4 / 1) = 2. Channel 2: √(0.04 / 1) = 0.2.
        assertThat(values(even, "made")).containsExactly(new float[] {2, 0.2f}, within(1e-6f));
        assertThat(values(even, "bias")).containsExactly(new float[] {1, 5}, within(1e-6f));
        assertThat(values(even, "read")).containsExactly(new float[] {2, 0.2f}, within(1e-6f));
    }

    @Test
    void leavesLayersAloneWhoseFunctionDoesNotScale() {
        Graph same = Equalization.apply(network("Sigmoid"));

        assertThat(values(same, "made")).containsExactly(4, 0.04f);
        assertThat(values(same, "read")).containsExactly(1, 1);
    }

    private static float[] values(Graph graph, String constant) {
        return Tensors.floats(graph.constant(constant).orElseThrow());
    }

    private static Graph network(String function) {
        return new Graph(ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInitializer(Tensors.floats("made", List.of(2L, 1L, 1L, 1L), 4, 0.04f))
                        .addInitializer(Tensors.floats("bias", List.of(2L), 2, 1))
                        .addInitializer(Tensors.floats("read", List.of(1L, 2L, 1L, 1L), 1, 1))
                        .addNode(Nodes.node("Conv", "sum", "x", "made", "bias"))
                        .addNode(Nodes.node(function, "activation", "sum"))
                        .addNode(Nodes.node("Conv", "y", "activation", "read"))
                        .addOutput(ValueInfoProto.newBuilder().setName("y")))
                .build());
    }
}
