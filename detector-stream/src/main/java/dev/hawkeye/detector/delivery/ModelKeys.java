package dev.hawkeye.detector.delivery;

import java.util.OptionalInt;

/** The keys of the records on the topics {@code models} and {@code model-status}. */
final class ModelKeys {
    static final String ACTIVE = "active";

    private static final String PART = "part/";
    private static final String REFUSED = "refused/";

    private ModelKeys() {}

    static boolean isPart(String key) {
        return key.startsWith(PART);
    }

    static String part(String sha256, int index) {
        return PART + sha256 + "/" + index;
    }

    /** @return the digest of the model that a part belongs to */
    static String modelOf(String key) {
        int end = key.indexOf('/', PART.length());
        return end < 0 ? "" : key.substring(PART.length(), end);
    }

    /** @return the index of a part of this model; empty for any other key */
    static OptionalInt index(String key, String sha256) {
        String start = PART + sha256 + "/";
        String index = key.startsWith(start) ? key.substring(start.length()) : "";
        return index.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(index)) : OptionalInt.empty();
    }

    /** The key of a refusal of a model, on {@code model-status}. */
    static String refused(long revision) {
        return REFUSED + revision;
    }

    static boolean isRefused(String key) {
        return key.startsWith(REFUSED);
    }
}
