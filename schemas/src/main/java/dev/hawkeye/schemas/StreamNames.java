package dev.hawkeye.schemas;

/**
 * The names in a frame or a detection, which many later records repeat. An unbounded name would make records that no
 * topic accepts, so a record with an overlong name is not one of ours.
 */
public final class StreamNames {
    private static final int MAX_LENGTH = 200;

    /** Longest name of a class, in characters. */
    public static final int MAX_CLASS_LENGTH = 500;

    /** The rule of {@link #areUsable}, in words. */
    public static final String RULE = "its camera and its stream must have 1 to " + MAX_LENGTH + " characters";

    private static final int MAX_FILE_LENGTH = 500; // more than file systems allow

    /** The rule of {@link #isUsableFile}, in words. */
    public static final String FILE_RULE =
            "the name of its picture's file must have at most " + MAX_FILE_LENGTH + " characters";

    private StreamNames() {}

    /** @return whether camera id and stream id have a usable length, in characters */
    public static boolean areUsable(String camera, String stream) {
        return isUsable(camera) && isUsable(stream);
    }

    /** @return whether the name of a class has a usable length, in characters */
    public static boolean isUsableClass(String name) {
        return name.length() <= MAX_CLASS_LENGTH;
    }

    /**
     * @param name null for a picture without a file
     * @return whether the name of a picture's file has a usable length, in characters
     */
    public static boolean isUsableFile(String name) {
        return name == null || name.length() <= MAX_FILE_LENGTH;
    }

    private static boolean isUsable(String name) {
        return !name.isBlank() && name.length() <= MAX_LENGTH;
    }
}
