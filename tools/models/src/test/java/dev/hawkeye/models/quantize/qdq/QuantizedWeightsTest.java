package dev.hawkeye.models.quantize.qdq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {
    private static final float[] ANY = {0, 0};
    private static final float[] NONE = {};

    /** Two output channels of three weights. */
    private final TensorProto weights =
            Tensors.floats("w", List.of(2L, 3L, 1L, 1L), 1, -0.5f, 0.25f, 0.02f, 0.004f, -0.008f);

    @Test
    void eachChannelHasTheScaleOfItsGreatestWeight() {
        QuantizedWeights quantized = QuantizedWeights.of(weights, NONE, 8, false, ANY);

        assertThat(quantized.scales()).containsExactly(1 / 127f, 0.02f / 127);
        assertThat(quantized.values()).containsExactly(127, -64, 32, 127, 25, -51); // 63.5 and 31.75, 25.4 and 50.8
    }

    @Test
    void withSevenBitsNoPairOfProductsOverflows16Bits() {
        QuantizedWeights quantized = QuantizedWeights.of(weights, NONE, 7, false, ANY);

        assertThat(quantized.values()).containsExactly(64, -32, 16, 64, 13, -26);
        assertThat(2 * 255 * 64).isLessThanOrEqualTo(Short.MAX_VALUE);
    }

    @Test
    void fittedScalesHaveNoGreaterErrorAndCutOffWhatIsRare() {
        float[] values = new float[1001];
        for (int i = 0; i < 1000; i++) {
            values[i] = (float) Math.sin(i) / 2;
        }
        values[1000] = 0.8f;
        TensorProto one = Tensors.floats("w", List.of(1L, 1001L, 1L, 1L), values);

        QuantizedWeights fitted = QuantizedWeights.of(one, NONE, 7, true, ANY);

        assertThat(fitted.scales()[0]).isLessThan(0.8f / 64);
        assertThat(error(fitted, values)).isLessThan(error(QuantizedWeights.of(one, NONE, 7, false, ANY), values));
    }

    @Test
    void aChannelOfZerosKeepsAScaleThatItsBiasCanBeCountedIn() {
        TensorProto zeros = Tensors.floats("w", List.of(1L, 3L, 1L, 1L), 0, 0, 0);

        QuantizedWeights quantized = QuantizedWeights.of(zeros, NONE, 8, false, new float[] {0.001f});

        assertThat(quantized.scales()).containsExactly(0.001f);
        assertThat(quantized.real()).containsExactly(0, 0, 0);
    }

    @Test
    void theRealWeightsAreWithinHalfAStep() {
        float[] real = QuantizedWeights.of(weights, NONE, 8, false, ANY).real();

        assertThat(real).containsExactly(Tensors.floats(weights), within(1 / 254f));
    }

    @Test
    void factorsOfInputChannelsAreMultipliedBeforeRounding() {
        QuantizedWeights quantized = QuantizedWeights.of(weights, new float[] {0.5f, 1, 2}, 8, false, ANY);

        assertThat(quantized.scales()).containsExactly(0.5f / 127, 0.016f / 127); // of 0.5 −0.5 0.5, 0.01 0.004 −0.016
        assertThat(quantized.values()).containsExactly(127, -127, 127, 79, 32, -127);
    }

    @Test
    void constantsInTheInputChannelsAddTheSameToEverySum() {
        QuantizedWeights quantized = QuantizedWeights.of(weights, NONE, 8, false, ANY);

        float[] sums = quantized.sums(new float[] {1, 10, 100});

        assertThat(sums[0]).isCloseTo((127 - 640 + 3200) / 127f, within(1e-4f));
        assertThat(sums[1]).isCloseTo((127 + 250 - 5100) * 0.02f / 127, within(1e-4f));
    }

    private static double error(QuantizedWeights quantized, float[] values) {
        double error = 0;
        float[] real = quantized.real();
        for (int i = 0; i < values.length; i++) {
            error += Math.pow(real[i] - values[i], 2);
        }
        return error;
    }
}
