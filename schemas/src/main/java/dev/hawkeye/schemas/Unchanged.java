package dev.hawkeye.schemas;

/** Resolves the reference of an UNCHANGED frame, or of an audit. */
public final class Unchanged {
    private Unchanged() {}

    /**
     * Whether a detection refers to a frame.
     *
     * @param stream of the frame
     * @param sequence of the frame in its stream
     */
    public static boolean refersTo(Detection detection, String stream, long sequence) {
        return detection.getUnchangedSince() != null
                && detection.getUnchangedSince() == sequence
                && detection.getStream().equals(stream);
    }
}
