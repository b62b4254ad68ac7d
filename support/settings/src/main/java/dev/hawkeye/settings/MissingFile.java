package dev.hawkeye.settings;

import java.nio.file.Path;

/** A hint for a file that Java cannot find although users see it: its name is not valid UTF-8. */
public final class MissingFile {
    /** The character that Java substitutes for invalid bytes. */
    private static final char NO_LETTER = '\uFFFD';

    private MissingFile() {}

    /** @return the end of a sentence saying that the file is missing; empty if its name is not the problem */
    public static String hint(Path file) {
        return file.toString().indexOf(NO_LETTER) < 0 ? "" : ": its name is not UTF-8, rename it";
    }
}
