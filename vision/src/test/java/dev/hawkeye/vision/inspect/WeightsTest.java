package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
    @Test
    void countsWeightsAndBiases() {
        ModelProto model = new SmallGraph()
                .constant("w", DataType.FLOAT, 8, 3, 3, 3)
                .constant("b", DataType.FLOAT, 8)
                .node("Conv", "c", List.of("images", "w", "b"))
                .build();

        assertThat(Weights.byType(model.getGraph())).containsExactly(entry("FP32", 8L * 3 * 3 * 3 + 8));
    }

    @Test
    void countsSharedWeightsOnce() {
        ModelProto model = new SmallGraph()
                .constant("w", DataType.FLOAT, 3, 3, 1, 1)
                .node("Conv", "first", List.of("images", "w"))
                .node("Conv", "second", List.of("first", "w"))
                .build();

        assertThat(Weights.byType(model.getGraph())).containsExactly(entry("FP32", 9L));
    }

    @Test
    void leavesOtherConstantsOut() {
        ModelProto model = new SmallGraph()
                .constant("w", DataType.FLOAT, 3, 3, 1, 1)
                .constant("anchors", DataType.FLOAT, 1, 2, 8400)
                .node("Conv", "c", List.of("images", "w"))
                .node("Add", "a", List.of("c", "anchors"))
                .build();

        assertThat(Weights.byType(model.getGraph())).containsExactly(entry("FP32", 9L));
    }

    @Test
    void looksBehindDequantizationAndLeavesScalesAndZeroPointsOut() {
        ModelProto model = new SmallGraph()
                .constant("w8", DataType.INT8, 8, 3, 3, 3)
                .constant("ws", DataType.FLOAT, 8)
                .constant("wz", DataType.INT8, 8)
                .constant("b32", DataType.INT32, 8)
                .constant("bs", DataType.FLOAT, 8)
                .node("DequantizeLinear", "w", List.of("w8", "ws", "wz"))
                .node("DequantizeLinear", "b", List.of("b32", "bs"))
                .node("Conv", "c", List.of("images", "w", "b"))
                .build();

        assertThat(Weights.byType(model.getGraph())).containsExactly(entry("INT8", 216L), entry("INT32", 8L));
    }

    @Test
    void findsTheOperandsOfQuantizedOperators() {
        ModelProto model = new SmallGraph()
                .constant("s", DataType.FLOAT, 1)
                .constant("z", DataType.UINT8, 1)
                .constant("w", DataType.INT8, 8, 3, 1, 1)
                .constant("wz", DataType.INT8, 8)
                .constant("b", DataType.INT32, 8)
                .node("QLinearConv", "c", List.of("images", "s", "z", "w", "s", "wz", "s", "z", "b"))
                .build();

        assertThat(Weights.byType(model.getGraph())).containsExactly(entry("INT8", 24L), entry("INT32", 8L));
    }

    @Test
    void doesNotGoRoundInCirclesForever() {
        ModelProto model = new SmallGraph()
                .node("Identity", "a", List.of("b"))
                .node("Identity", "b", List.of("a"))
                .node("Conv", "c", List.of("images", "a"))
                .build();

        assertThat(Weights.byType(model.getGraph())).isEmpty();
    }
}
