package dev.hawkeye.detector;

/**
 * What to do about cameras for which the model no longer finds what its original finds.
 *
 * @param requantize whether to make a new INT8 model from their frames and publish it
 * @param signWith path of the Ed25519 private key that signs the new model; empty to leave it unsigned
 */
public record DriftConfig(boolean requantize, String signWith) {
    /** Only alerts. */
    public static final DriftConfig ALERT = new DriftConfig(false, "");

    /** Whether a new model would be signed. */
    boolean signs() {
        return !signWith.isBlank();
    }
}
