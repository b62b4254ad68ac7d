package dev.hawkeye.vision.inspect;

import static dev.hawkeye.vision.inspect.SmallGraph.ints;
import static dev.hawkeye.vision.inspect.SmallGraph.number;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hawkeye.vision.input.InputShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every expected number is 2 × multiply-accumulates, worked out by hand: outputs × what each of them sums over. */
class FlopsTest {
    private static final InputShape SHAPE = new InputShape(64, 32);

    private final SmallGraph graph = new SmallGraph();

    @Test
    void countsAConvolutionOnOpenSides() {
        // 32 x 64 halved by the stride: 16 x 32 outputs of 8 channels, each over 3 channels of 3 x 3
        graph.input(DataType.FLOAT, "batch", 3, "height", "width")
                .constant("w", DataType.FLOAT, 8, 3, 3, 3)
                .node("Conv", "c", List.of("images", "w"), ints("strides", 2L, 2L), ints("pads", 1L, 1L, 1L, 1L));

        assertThat(flops()).isEqualTo(2L * (16 * 32 * 8) * (3 * 3 * 3));
    }

    @Test
    void countsOnlyItsGroupForAGroupedConvolution() {
        graph.input(DataType.FLOAT, 1, 6, 10, 10)
                .constant("w", DataType.FLOAT, 6, 1, 3, 3)
                .node("Conv", "c", List.of("images", "w"), number("group", 6));

        assertThat(flops()).isEqualTo(2L * (8 * 8 * 6) * (3 * 3));
    }

    @Test
    void countsATransposedConvolutionByItsInputs() {
        // each of 4 x 4 inputs of 8 channels goes to 5 channels of 2 x 2
        graph.input(DataType.FLOAT, 1, 8, 4, 4)
                .constant("w", DataType.FLOAT, 8, 5, 2, 2)
                .node("ConvTranspose", "c", List.of("images", "w"), ints("strides", 2L, 2L));

        assertThat(flops()).isEqualTo(2L * (4 * 4 * 8) * (5 * 2 * 2));
    }

    @Test
    void countsMatrixProducts() {
        // 1 x 3 x 4 x 5 by 5 x 7
        graph.input(DataType.FLOAT, 1, 3, 4, 5)
                .constant("w", DataType.FLOAT, 5, 7)
                .node("MatMul", "m", List.of("images", "w"));

        assertThat(flops()).isEqualTo(2L * (3 * 4 * 7) * 5);
    }

    @Test
    void countsAProductWhoseLeftOperandIsTransposed() {
        // the transpose of 12 x 5, by 12 x 7
        graph.input(DataType.FLOAT, 1, 3, 4, 5)
                .constant("w", DataType.FLOAT, 12, 7)
                .node("Flatten", "flat", List.of("images"), number("axis", 3))
                .node("Gemm", "g", List.of("flat", "w"), number("transA", 1));

        assertThat(flops()).isEqualTo(2L * (5 * 7) * 12);
    }

    @Test
    void countsQuantizedConvolutionsLikeFloatOnes() {
        graph.input(DataType.FLOAT, 1, 3, 10, 10)
                .one("s")
                .constant("z", DataType.UINT8)
                .constant("wz", DataType.INT8)
                .constant("w", DataType.INT8, 4, 3, 3, 3)
                .node("QuantizeLinear", "x", List.of("images", "s", "z"))
                .node("QLinearConv", "c", List.of("x", "s", "z", "w", "s", "wz", "s", "z"))
                .node("DequantizeLinear", "d", List.of("c", "s", "z"));

        assertThat(flops()).isEqualTo(2L * (8 * 8 * 4) * (3 * 3 * 3));
    }

    @Test
    void countsWhereWeightsAreDequantizedFirst() {
        graph.input(DataType.FLOAT, 1, 3, 10, 10)
                .one("s")
                .constant("w8", DataType.INT8, 64, 3, 3, 3)
                .node("DequantizeLinear", "w", List.of("w8", "s"))
                .node("Conv", "c", List.of("images", "w"));

        assertThat(flops()).isEqualTo(2L * (8 * 8 * 64) * (3 * 3 * 3));
    }

    @Test
    void countsOnePictureOfABatch() {
        graph.input(DataType.FLOAT, 4, 3, 10, 10)
                .constant("w", DataType.FLOAT, 2, 3, 1, 1)
                .node("Conv", "c", List.of("images", "w"));

        assertThat(flops()).isEqualTo(2L * (10 * 10 * 2) * 3);
    }

    @Test
    void needsNoWeightsThatLieElsewhere() {
        graph.input(DataType.FLOAT, 1, 3, 10, 10)
                .external("w", DataType.FLOAT, "nowhere.data", 64, 3, 3, 3)
                .node("Conv", "c", List.of("images", "w"));

        assertThat(flops()).isEqualTo(2L * (8 * 8 * 64) * (3 * 3 * 3));
    }

    @Test
    void isNotKnownWhereAFileClaimsMoreThanMachinesHave() {
        graph.input(DataType.FLOAT, 1, 3, 10, 10)
                .external("w", DataType.FLOAT, "nowhere.data", Integer.MAX_VALUE, Integer.MAX_VALUE, 3, 3)
                .node("Conv", "c", List.of("images", "w"));

        assertThat(Flops.perPicture(graph.build(), SHAPE)).isEmpty();
    }

    @Test
    void isNotKnownForAnInputThatNoMachineHolds() {
        graph.input(DataType.FLOAT, Integer.MAX_VALUE, 3, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .constant("w", DataType.FLOAT, 2, 3, 1, 1)
                .node("Conv", "c", List.of("images", "w"));

        assertThat(Flops.perPicture(graph.build(), SHAPE)).isEmpty();
    }

    @Test
    void isNotKnownForWhatIsNoPicture() {
        graph.input(DataType.FLOAT, "batch", "features")
                .constant("w", DataType.FLOAT, 5, 7)
                .node("MatMul", "m", List.of("images", "w"));

        assertThat(Flops.perPicture(graph.build(), SHAPE)).isEmpty();
    }

    @Test
    void isNotKnownForAGraphThatDoesNotRun() {
        graph.input(DataType.FLOAT, 1, 3, 10, 10)
                .constant("w", DataType.FLOAT, 8, 99, 3, 3)
                .node("Conv", "c", List.of("images", "w"));

        assertThat(Flops.perPicture(graph.build(), SHAPE)).isEmpty();
    }

    private long flops() {
        return Flops.perPicture(graph.build(), SHAPE).orElseThrow();
    }
}
