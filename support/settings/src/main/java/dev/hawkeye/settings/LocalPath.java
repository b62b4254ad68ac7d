package dev.hawkeye.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The path of a file or folder as people write it: a path, one that begins with {@code ~/} for the user's home folder,
 * or a {@code file:} URL, in which a space may be written as {@code %20}.
 */
public final class LocalPath {
    private static final String SCHEME = "file:";
    private static final String HOME = "~/";

    private LocalPath() {}

    /** Whether it is written as a file URL. */
    public static boolean isAddress(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(SCHEME + "/");
    }

    /**
     * Returns the path that the text denotes.
     *
     * @throws InvalidPathException when it cannot be a path
     */
    public static Path of(String text) {
        if (text.startsWith(HOME)) {
            return Path.of(System.getProperty("user.home"), text.substring(HOME.length()));
        }
        if (!isAddress(text)) {
            return Path.of(text);
        }
        String asWritten = text.substring(SCHEME.length()).replaceFirst("^//(localhost(?=/))?", "");
        Path literal = Path.of(asWritten);
        if (!literal.isAbsolute()) {
            return literal;
        }
        try {
            Path decoded = Path.of(new URI(SCHEME + asWritten));
            return Files.exists(literal) && !Files.exists(decoded) ? literal : decoded;
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return literal; // for example a URL that was not encoded, with a space or a lone %
        }
    }
}
