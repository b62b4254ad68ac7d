package dev.hawkeye.models.quantize;

import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.models.quantize.calibration.SaturationProbe;
import java.util.HashSet;
import java.util.Set;

/**
 * Options of quantization.
 *
 * @param weightBits 7 or 8; 7 for CPUs whose byte products overflow, see {@link SaturationProbe}
 * @param fittedWeights whether to fit the scale of each channel's weights for the least squared error
 * @param ranges method for the ranges of activations
 * @param share the share of the values that a percentile range covers, above 0.5 to 1
 * @param biasCorrection whether biases compensate the shift of each channel
 * @param headsInFloat whether the sums of the last convolutions, boxes and scores, stay floats
 * @param inFloat names of layers that stay in float
 */
public record QuantizeSettings(
        int weightBits,
        boolean fittedWeights,
        RangeMethod ranges,
        double share,
        boolean biasCorrection,
        boolean headsInFloat,
        Set<String> inFloat) {
    public QuantizeSettings {
        if (weightBits != 7 && weightBits != 8) {
            throw new IllegalArgumentException("weight bits must be 7 or 8, got: " + weightBits);
        }
        if (!(share > 0.5 && share <= 1)) {
            throw new IllegalArgumentException("percentile must be above 50 and at most 100, got: " + 100 * share);
        }
        inFloat = Set.copyOf(inFloat);
    }

    /** These settings with more layers in float. */
    public QuantizeSettings withInFloat(Set<String> more) {
        Set<String> all = new HashSet<>(inFloat);
        all.addAll(more);
        return new QuantizeSettings(weightBits, fittedWeights, ranges, share, biasCorrection, headsInFloat, all);
    }

    /** These settings with the sums of the last convolutions as floats. */
    public QuantizeSettings withHeadsInFloat() {
        return new QuantizeSettings(weightBits, fittedWeights, ranges, share, biasCorrection, true, inFloat);
    }
}
