package dev.hawkeye.settings;

import java.nio.file.Path;

/** What may be said of a file that is not there, although people see it: its name cannot be written in UTF-8. */
public final class MissingFile {
    /** What Java has instead of bytes that are no letter. */
    private static final char NO_LETTER = '\uFFFD';

    private MissingFile() {}

    /** @return the end of a sentence that says that the file is missing; empty where its name is as good as any */
    public static String hint(Path file) {
        return file.toString().indexOf(NO_LETTER) < 0 ? "" : ": its name is not UTF-8, rename it";
    }
}
