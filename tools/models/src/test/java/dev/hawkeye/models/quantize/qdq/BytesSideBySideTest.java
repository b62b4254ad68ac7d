package dev.hawkeye.models.quantize.qdq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two channels beside one. */
class BytesSideBySideTest {
    private static final Affine WHOLE = new Affine(0.1f, 5);
    private static final Map<String, Affine> LINES = Map.of("a", new Affine(0.02f, 30), "b", WHOLE);

    private final NodeProto concat = Nodes.node("Concat", "c", "a", "b")
            .addAttribute(Nodes.attribute("axis", 1))
            .build();

    @Test
    void everyByteStandsForItsOwnValueAfterTheConstantAndTheFactor() {
        BytesSideBySide parts = BytesSideBySide.of(graph(), concat).orElseThrow();

        float[] factors = parts.factors(LINES, WHOLE);
        float[] excess = parts.excess(LINES, WHOLE);

        for (int value = 0; value < 256; value++) {
            assertThat(factors[0] * (real(WHOLE, value) - excess[0]))
                    .isCloseTo(real(LINES.get("a"), value), within(1e-5f));
            assertThat(factors[1] * (real(WHOLE, value) - excess[1]))
                    .isCloseTo(real(LINES.get("a"), value), within(1e-5f));
            assertThat(factors[2] * (real(WHOLE, value) - excess[2])).isCloseTo(real(WHOLE, value), within(1e-5f));
        }
        assertThat(factors).hasSize(3);
    }

    @Test
    void aPartOfUnknownChannelsIsRefused() {
        NodeProto other = concat.toBuilder().setInput(1, "x").build();

        assertThat(BytesSideBySide.of(graph(), other)).isEmpty();
    }

    private static float real(Affine line, int value) {
        return line.scale() * (value - line.zeroPoint());
    }

    private static Graph graph() {
        return new Graph(ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInitializer(Tensors.floats("wa", List.of(2L, 1L, 1L, 1L), 1, 1))
                        .addInitializer(Tensors.floats("wb", List.of(1L, 1L, 1L, 1L), 1))
                        .addNode(Nodes.node("Conv", "a", "x", "wa"))
                        .addNode(Nodes.node("Conv", "b", "x", "wb")))
                .build());
    }
}
