package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.graph.Tensors;

/**
 * The weights of a layer as signed bytes, with one scale per output channel and zero in the middle.
 *
 * <p>With 7 bits they lie within −64 and 64. A CPU with AVX2 but without VNNI multiplies bytes in pairs and adds both
 * products in 16 bits: {@code 255 × 64 + 255 × 64 = 32,640} just fits; with 127, the sum would silently saturate at
 * 32,767.
 *
 * @param values output channels × the weights of one channel
 * @param scales real distance between adjacent bytes, per output channel
 */
@SuppressWarnings("ArrayRecordComponent") // created once, and only read within this package
public record QuantizedWeights(byte[] values, float[] scales) {
    private static final int STEPS = 40;
    private static final double MIN_SHARE = 0.6;

    /**
     * @param factors the factors of the weights of each input channel, applied first; empty for none
     * @param bits 7 or 8
     * @param least minimum scale of each channel
     * @param fitted true for the scale with the least squared error, which clips a few weights; false for the scale of
     * the channel's largest weight
     */
    public static QuantizedWeights of(TensorProto tensor, float[] factors, int bits, boolean fitted, float[] least) {
        float[] weights = Tensors.floats(tensor);
        int channels = Math.toIntExact(tensor.getDims(0));
        int perChannel = weights.length / channels;
        for (int i = 0; factors.length > 0 && i < weights.length; i++) {
            weights[i] *= factors[i % perChannel * factors.length / perChannel];
        }
        int most = bits == 7 ? 64 : 127;
        byte[] values = new byte[weights.length];
        float[] scales = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            int first = channel * perChannel;
            scales[channel] = Math.max(least[channel], scale(weights, first, perChannel, most, fitted));
            for (int i = first; i < first + perChannel; i++) {
                values[i] = (byte) rounded(weights[i], scales[channel], most);
            }
        }
        return new QuantizedWeights(values, scales);
    }

    private static float scale(float[] weights, int first, int count, int most, boolean fitted) {
        float greatest = 0;
        for (int i = first; i < first + count; i++) {
            greatest = Math.max(greatest, Math.abs(weights[i]));
        }
        if (greatest == 0) {
            return 0; // only zeros: any scale fits
        }
        float best = greatest / most;
        double least = Double.MAX_VALUE;
        for (int step = STEPS; fitted && step > 0; step--) {
            float scale = (float) (greatest / most * (MIN_SHARE + (1 - MIN_SHARE) * step / STEPS));
            double error = 0;
            for (int i = first; i < first + count; i++) {
                double difference = scale * (double) rounded(weights[i], scale, most) - weights[i];
                error += difference * difference;
            }
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private static int rounded(float weight, float scale, int most) {
        return (int) Math.max(-most, Math.min(most, Math.rint(weight / (double) scale)));
    }

    /** Returns what constant inputs, the same for all pixels, add to each sum of a pointwise convolution. */
    public float[] sums(float[] constants) {
        float[] sums = new float[scales.length];
        for (int i = 0; i < values.length; i++) {
            sums[i / constants.length] += scales[i / constants.length] * values[i] * constants[i % constants.length];
        }
        return sums;
    }

    /** The real values of the bytes, in the layout of the original. */
    float[] real() {
        float[] real = new float[values.length];
        int perChannel = values.length / scales.length;
        for (int i = 0; i < real.length; i++) {
            real[i] = scales[i / perChannel] * values[i];
        }
        return real;
    }
}
