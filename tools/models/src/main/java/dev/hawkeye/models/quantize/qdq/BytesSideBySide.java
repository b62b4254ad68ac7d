package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Channels;
import dev.hawkeye.models.quantize.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A concatenation that copies bytes. Its parts have their own scales and zero points; to concatenate them in one scale,
 * each byte would have to be looked up in a table and rounded a second time. But if only a pointwise convolution reads
 * the result, it can compensate: take the bytes as they are, in the scale of the whole, so that {@code x = s (q − z)}
 * becomes {@code x' = s' (q − z')}. Then {@code x = f x' + s (z' − z)} with {@code f = s / s'}: the weights of those
 * channels are multiplied by f before they are rounded, and a constant goes into the bias. The convolution must be
 * pointwise without padding, since the constant is missing in the padding.
 *
 * @param parts the concatenated tensors
 * @param channels number of channels of each part
 */
public record BytesSideBySide(List<String> parts, List<Integer> channels) {
    private static final float LEAST_FACTOR = 0.85f;

    /** Returns the parts of a concatenation; empty when the channels of a part are unknown. */
    static Optional<BytesSideBySide> of(Graph graph, NodeProto concat) {
        List<Integer> channels = new ArrayList<>();
        for (String part : concat.getInputList()) {
            OptionalLong count = Channels.of(graph, part);
            if (count.isEmpty()) {
                return Optional.empty();
            }
            channels.add(Math.toIntExact(count.getAsLong()));
        }
        return Optional.of(new BytesSideBySide(List.copyOf(concat.getInputList()), List.copyOf(channels)));
    }

    /**
     * Whether no f is so small that rounding the weights costs more than rounding bytes twice: the weights of a channel
     * multiplied by 0.6 are left with 76 of 127 steps.
     */
    boolean areClose(Map<String, Affine> lines, Affine whole) {
        return parts.stream().allMatch(part -> lines.get(part).scale() >= LEAST_FACTOR * whole.scale());
    }

    /** Returns the factor f of each channel. */
    public float[] factors(Map<String, Affine> lines, Affine whole) {
        float[] factors =
                new float[channels.stream().mapToInt(Integer::intValue).sum()];
        int channel = 0;
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < channels.get(part); i++) {
                factors[channel++] = lines.get(parts.get(part)).scale() / whole.scale();
            }
        }
        return factors;
    }

    /**
     * Returns the excess of each channel: {@code x' − x / f}, the value of the copied bytes minus the scaled original.
     */
    public float[] excess(Map<String, Affine> lines, Affine whole) {
        float[] excess = new float[channels.stream().mapToInt(Integer::intValue).sum()];
        int channel = 0;
        for (int part = 0; part < parts.size(); part++) {
            int difference = lines.get(parts.get(part)).zeroPoint() - whole.zeroPoint();
            for (int i = 0; i < channels.get(part); i++) {
                excess[channel++] = whole.scale() * difference;
            }
        }
        return excess;
    }
}
