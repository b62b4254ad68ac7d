package dev.hawkeye.vision.inspect;

import dev.hawkeye.vision.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The precision in which a model computes. Of the quantized ones, only QDQ is faster than FP32 in ONNX Runtime on a
 * CPU.
 */
public enum Precision {
    FP32("FP32"),
    /** Half-precision weights; a CPU converts them and computes in FP32. */
    FP16_WEIGHTS("FP16 weights"),
    /** Float operators between pairs of QuantizeLinear and DequantizeLinear, which the runtime fuses. */
    INT8_QDQ("INT8 QDQ"),
    /** Operators that are themselves quantized: QLinearConv and others. */
    INT8_QOPERATOR("INT8 QOperator"),
    /** The scales of the activations are determined in each run. */
    DYNAMIC_QUANTIZATION("dynamic quantization"),
    /** Weights are stored quantized, and all computation is in float. */
    QUANTIZED_WEIGHTS("quantized weights only"),
    /** No weights, or weights of another kind. */
    OTHER("other");

    private static final Set<String> QOPERATORS = Set.of("QLinearConv", "QLinearMatMul", "QGemm");
    private static final Set<String> DYNAMIC =
            Set.of("ConvInteger", "MatMulInteger", "DynamicQuantizeMatMul", "MatMulIntegerToFloat");

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /**
     * Determines the precision of a model file from its graph alone.
     *
     * @throws dev.hawkeye.vision.onnx.ModelException when the file cannot be read, or is not an ONNX model
     */
    public static Precision of(Path file) {
        return GraphSummary.of(OnnxFile.read(file)).precision();
    }

    /**
     * @param operators of the graph
     * @param weights counts by type, the most frequent first
     */
    static Precision of(Set<String> operators, Map<String, Long> weights) {
        if (QOPERATORS.stream().anyMatch(operators::contains)) {
            return INT8_QOPERATOR;
        }
        if (DYNAMIC.stream().anyMatch(operators::contains)) {
            return DYNAMIC_QUANTIZATION;
        }
        if (operators.contains("DequantizeLinear")) {
            return operators.contains("QuantizeLinear") ? INT8_QDQ : QUANTIZED_WEIGHTS;
        }
        return switch (weights.keySet().stream().findFirst().orElse("none")) {
            case "FP32" -> FP32;
            case "FP16" -> FP16_WEIGHTS;
            default -> OTHER;
        };
    }

    /** The name for display. */
    @Override
    public String toString() {
        return label;
    }
}
