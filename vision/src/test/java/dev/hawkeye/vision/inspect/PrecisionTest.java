package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTest {
    private static final List<String> QUANTIZED_CONV = List.of("x8", "s", "z", "w", "s", "z", "s", "z");

    private final SmallGraph graph = new SmallGraph();

    @Test
    void isReadFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());

        assertThat(Precision.of(file)).isEqualTo(Precision.FP32);
    }

    @Test
    void recognizesFullPrecision() {
        graph.constant("w", DataType.FLOAT, 3, 3, 1, 1).node("Conv", "c", List.of("images", "w"));

        assertThat(precision()).isEqualTo(Precision.FP32);
    }

    @Test
    void recognizesHalfPrecisionAlsoBehindACast() {
        graph.constant("w16", DataType.FLOAT16, 3, 3, 1, 1)
                .node("Cast", "w", List.of("w16"), SmallGraph.number("to", DataType.FLOAT.getNumber()))
                .node("Conv", "c", List.of("images", "w"));

        assertThat(precision()).isEqualTo(Precision.FP16_WEIGHTS);
    }

    @Test
    void goesByMostOfTheWeights() {
        graph.constant("w16", DataType.FLOAT16, 8, 8, 3, 3)
                .constant("w32", DataType.FLOAT, 8, 8, 1, 1)
                .node("Conv", "a", List.of("images", "w32"))
                .node("Conv", "b", List.of("a", "w16"));

        assertThat(precision()).isEqualTo(Precision.FP16_WEIGHTS);
    }

    @Test
    void recognizesQdq() {
        quantizedInput()
                .constant("w8", DataType.INT8, 3, 3, 1, 1)
                .node("DequantizeLinear", "x", List.of("x8", "s", "z"))
                .node("DequantizeLinear", "w", List.of("w8", "s"))
                .node("Conv", "c", List.of("x", "w"));

        assertThat(precision()).isEqualTo(Precision.INT8_QDQ);
    }

    @Test
    void recognizesQOperatorThoughItsEndsAreQuantizedByThemselves() {
        quantizedInput()
                .constant("w", DataType.INT8, 3, 3, 1, 1)
                .node("QLinearConv", "c8", QUANTIZED_CONV)
                .node("DequantizeLinear", "c", List.of("c8", "s", "z"));

        assertThat(precision()).isEqualTo(Precision.INT8_QOPERATOR);
    }

    @Test
    void recognizesDynamicQuantization() {
        graph.constant("w", DataType.UINT8, 3, 3, 1, 1)
                .node("DynamicQuantizeLinear", "x8", List.of("images"))
                .node("ConvInteger", "c", List.of("x8", "w"));

        assertThat(precision()).isEqualTo(Precision.DYNAMIC_QUANTIZATION);
    }

    @Test
    void recognizesWeightsThatAreOnlyStoredQuantized() {
        graph.one("s")
                .constant("w8", DataType.INT8, 3, 3, 1, 1)
                .node("DequantizeLinear", "w", List.of("w8", "s"))
                .node("Conv", "c", List.of("images", "w"));

        assertThat(precision()).isEqualTo(Precision.QUANTIZED_WEIGHTS);
    }

    @Test
    void takesNoGuessWithoutWeights() {
        graph.node("Relu", "r", List.of("images"));

        assertThat(precision()).isEqualTo(Precision.OTHER);
    }

    private SmallGraph quantizedInput() {
        return graph.one("s").constant("z", DataType.UINT8).node("QuantizeLinear", "x8", List.of("images", "s", "z"));
    }

    private Precision precision() {
        return GraphSummary.of(graph.build()).precision();
    }
}
