package dev.hawkeye.vision.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operator with learned operands, float or quantized, as defined by ONNX and by ONNX Runtime's own operators.
 * Operators that multiply and add know how often they do so.
 *
 * @param operands indices of the operands that are learned if they are constant; the first two are left and right of
 *     the product
 */
record WeightedOperator(Sum sum, List<Integer> operands) {
    private static final Map<String, WeightedOperator> BY_TYPE = Map.ofEntries(
            operator("Conv", Sum.CONVOLUTION, 0, 1, 2),
            operator("FusedConv", Sum.CONVOLUTION, 0, 1, 2),
            operator("ConvInteger", Sum.CONVOLUTION, 0, 1),
            operator("QLinearConv", Sum.CONVOLUTION, 0, 3, 8),
            operator("ConvTranspose", Sum.TRANSPOSED_CONVOLUTION, 0, 1, 2),
            operator("MatMul", Sum.PRODUCT, 0, 1),
            operator("MatMulInteger", Sum.PRODUCT, 0, 1),
            operator("QLinearMatMul", Sum.PRODUCT, 0, 3),
            operator("DynamicQuantizeMatMul", Sum.PRODUCT, 0, 1, 4),
            operator("MatMulIntegerToFloat", Sum.PRODUCT, 0, 1, 6),
            operator("FusedMatMul", Sum.PRODUCT, 0, 1),
            operator("Gemm", Sum.PRODUCT, 0, 1, 2),
            operator("QGemm", Sum.PRODUCT, 0, 3, 6),
            operator("BatchNormalization", Sum.NONE, 0, 1, 2),
            operator("InstanceNormalization", Sum.NONE, 0, 1, 2),
            operator("LayerNormalization", Sum.NONE, 0, 1, 2),
            operator("PRelu", Sum.NONE, 0, 1));

    enum Sum {
        NONE,
        /**
         * Each output sums over its group's input channels and the kernel: all sides of the weights except the first.
         */
        CONVOLUTION,
        /** Each input goes to its group's output channels and the kernel: all sides of the weights except the first. */
        TRANSPOSED_CONVOLUTION,
        /** Each output sums over the last side of the left operand. */
        PRODUCT
    }

    private static Map.Entry<String, WeightedOperator> operator(String type, Sum sum, Integer... operands) {
        return Map.entry(type, new WeightedOperator(sum, List.of(operands)));
    }

    /** @return empty for an operator without weights */
    static Optional<WeightedOperator> of(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    boolean multiplies() {
        return sum != Sum.NONE;
    }

    /** @return index of the left operand of the product */
    int left() {
        return operands.get(0);
    }

    /** @return index of the right operand, the weights of a convolution */
    int right() {
        return operands.get(1);
    }

    /**
     * Number of multiply-accumulates; those of a bias are not counted, as usual.
     *
     * @param leftSides shape of the left operand
     * @param rightSides shape of the right operand
     * @param outputSides shape of the output
     * @param transposed whether the left operand is transposed, by {@code transA}
     */
    long macs(List<Long> leftSides, List<Long> rightSides, List<Long> outputSides, boolean transposed) {
        return switch (sum) {
            case NONE -> 0;
            case CONVOLUTION -> product(outputSides) * product(rightSides.subList(1, rightSides.size()));
            case TRANSPOSED_CONVOLUTION -> product(leftSides) * product(rightSides.subList(1, rightSides.size()));
            case PRODUCT -> product(outputSides) * leftSides.get(leftSides.size() - (transposed ? 2 : 1));
        };
    }

    private static long product(List<Long> sides) {
        return sides.stream().reduce(1L, (a, b) -> a * b);
    }
}
