package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.SettingException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The display name of a camera, besides its id: one line of text in any script, at most {@value #MAX_LENGTH}
 * characters, in Unicode's composed form (NFC), so that one search finds all names that look the same.
 *
 * <p>Characters that do not belong in one line of text are refused: control characters, line and paragraph separators,
 * unpaired surrogates, and those that change the writing direction of everything that follows. A right-to-left name
 * needs none of them; joiners and directional marks are part of some scripts, and are kept.
 */
final class DisplayName {
    private static final int MAX_LENGTH = 100;
    /** Names may have an '@' between words. */
    private static final Pattern ADDRESS = Pattern.compile("://|\\S:\\S*@");

    private DisplayName() {}

    /**
     * @param name as configured, or null for none
     * @return the name in composed form
     * @throws SettingException when it is invalid
     */
    static String checked(String name) {
        if (name == null) {
            return null;
        }
        OptionalInt refused = name.codePoints().filter(DisplayName::isRefused).findFirst();
        if (refused.isPresent()) {
            throw new SettingException(
                    "name",
                    "must be one line of text without control characters",
                    String.format(Locale.ROOT, "U+%04X", refused.getAsInt()),
                    "remove it");
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        int length = composed.codePointCount(0, composed.length());
        Check.that(
                length <= MAX_LENGTH, "name", "must have at most " + MAX_LENGTH + " characters", length, "shorten it");
        Check.that(
                composed.equals(composed.strip()) && !composed.codePoints().allMatch(DisplayName::isInvisible),
                "name",
                "must have a visible character and no blank at either end",
                "'" + name + "'",
                "leave the key out for no name");
        Check.that(
                !ADDRESS.matcher(composed).find() || Redaction.redact(composed).equals(composed),
                "name",
                "must be a display name, not an address",
                "'" + Redaction.redact(composed) + "'");
        return composed;
    }

    private static boolean isRefused(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> turnsAllThatFollows(character);
            default -> false;
        };
    }

    /** Embeddings, overrides and isolates: unterminated, they would also turn the text after the name. */
    private static boolean turnsAllThatFollows(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
