package dev.hawkeye.detector;

/**
 * What is done about cameras in which the model no longer finds what its original finds.
 *
 * @param requantize whether a new INT8 is made from their frames, and published
 * @param signWith path of the Ed25519 private key that signs it; empty to leave it unsigned
 */
public record DriftConfig(boolean requantize, String signWith) {
    /** Only an alert. */
    public static final DriftConfig ALERT = new DriftConfig(false, "");

    /** Whether a new model would be signed. */
    boolean signs() {
        return !signWith.isBlank();
    }
}
