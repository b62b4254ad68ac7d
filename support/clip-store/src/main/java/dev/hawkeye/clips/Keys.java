package dev.hawkeye.clips;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of clips in a store. */
public final class Keys {
    private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}";
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final Pattern OURS = Pattern.compile(PART + "/" + DAY + "/" + PART + "\\.mp4(\\.part)?");
    private static final Pattern FOLDER = Pattern.compile("(" + PART + "(/" + DAY + ")?)?");
    private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + "){0,3}\\.mp4");

    private Keys() {}

    /**
     * The name of a clip.
     *
     * @param camera its id
     * @param day the day such as 2026-05-01
     * @param event its id
     */
    public static String of(String camera, String day, String event) {
        return safe(camera) + "/" + day + "/" + safe(event) + ".mp4";
    }

    /** The id of a camera may begin with a dot, which would hide its folder or escape from it. */
    private static String safe(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return letters.startsWith(".") ? "_" + letters.substring(1) : letters;
    }

    /** @return empty when the text is not such a name */
    static Optional<String> checked(String key) {
        return KEY.matcher(key).matches() ? Optional.of(key) : Optional.empty();
    }

    /** Whether a file has such a name, or is an incomplete clip. */
    static boolean isOurs(Path relative) {
        return OURS.matcher(relative.toString().replace("/.", "/").replace('\\', '/'))
                .matches();
    }

    /** Whether a file has such a name, or is a folder in which there may be such files. */
    static boolean mayHoldOurs(Path relative) {
        return isOurs(relative)
                || FOLDER.matcher(relative.toString().replace('\\', '/')).matches();
    }
}
