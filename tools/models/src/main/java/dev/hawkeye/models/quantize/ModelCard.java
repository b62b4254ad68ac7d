package dev.hawkeye.models.quantize;

import dev.hawkeye.models.quantize.calibration.RangeMethod;
import java.util.Locale;
import java.util.TreeSet;

/** The card of an INT8 file, which says how it was made: the keys of its metadata. */
public final class ModelCard {
    /** SHA-256 of the FP32 file, lower-case hexadecimal. */
    public static final String SOURCE = "hawkeye.source.sha256";

    /** Name of the FP32 file. */
    public static final String SOURCE_NAME = "hawkeye.source.name";

    /** Version of the tool. */
    public static final String VERSION = "hawkeye.version";

    /** Source and number of the calibration pictures. */
    public static final String CALIBRATION = "hawkeye.calibration";

    /** The method of quantization. */
    public static final String METHOD = "hawkeye.method";

    /** The measured loss of the result. */
    public static final String LOSS = "hawkeye.loss";

    private ModelCard() {}

    static String method(QuantizeSettings settings, Quantized quantized) {
        StringBuilder text = new StringBuilder("static QDQ, U8 activations, S8 weights per channel");
        text.append(" (").append(settings.weightBits()).append(" bits), ranges ");
        text.append(settings.ranges().name().toLowerCase(Locale.ROOT));
        if (settings.ranges() == RangeMethod.PERCENTILE) {
            text.append(String.format(Locale.ROOT, " %s", 100 * settings.share()));
        }
        text.append(settings.biasCorrection() ? ", biases corrected" : "");
        TreeSet<String> inFloat = new TreeSet<>();
        quantized.layers().stream().filter(layer -> !layer.quantized()).forEach(layer -> inFloat.add(layer.name()));
        if (!inFloat.isEmpty()) {
            text.append(", in float: ").append(String.join(" ", inFloat));
        }
        return text.toString();
    }
}
