package dev.hawkeye.models.quantize.calibration;

/**
 * The affine map between the bytes 0 to 255 of an activation and its real values: {@code real = scale × (byte −
 * zeroPoint)}, as ONNX's {@code QuantizeLinear} defines it. Zero is always representable, since padding consists of
 * zeros.
 *
 * @param scale real distance between adjacent bytes, above 0
 * @param zeroPoint the byte of zero, 0 to 255
 */
public record Affine(float scale, int zeroPoint) {
    private static final int MAX_BYTE = 255;

    public Affine {
        if (!(scale > 0) || zeroPoint < 0 || zeroPoint > MAX_BYTE) {
            throw new IllegalArgumentException("no line of bytes: scale " + scale + ", zero point " + zeroPoint);
        }
    }

    /** The map whose bytes span {@code low} to {@code high}, widened to include zero. */
    public static Affine spanning(double low, double high) {
        double least = Math.min(low, 0);
        double most = Math.max(high, 0);
        if (most - least < 1e-8) {
            return new Affine(1, 0); // only zeros: any scale fits
        }
        float scale = (float) ((most - least) / MAX_BYTE);
        return new Affine(scale, (int) Math.max(0, Math.min(MAX_BYTE, Math.rint(-least / scale))));
    }

    public double low() {
        return 0.0 - (double) zeroPoint * scale;
    }

    public double high() {
        return (double) (MAX_BYTE - zeroPoint) * scale;
    }

    /** @return a real value after rounding to a byte */
    double rounded(double value) {
        double quantized = Math.rint(value / scale) + zeroPoint;
        return scale * (Math.max(0, Math.min(MAX_BYTE, quantized)) - zeroPoint);
    }
}
