package dev.hawkeye.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggestions for a mistyped word. */
public final class Nearest {
    private Nearest() {}

    /** The known word with the fewest edits, if it is close enough. */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .filter(word -> distance(typed, word) <= Math.max(2, word.length() / 3));
    }

    /**
     * The text after "there is no such thing": the closest word, or else all words.
     *
     * @param none the text when there are no words
     */
    public static String hint(String typed, Collection<String> known, String none) {
        return to(typed, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse(known.isEmpty() ? none : ", among: " + String.join(", ", known));
    }

    /** Levenshtein distance: insertions, deletions and replacements of one character. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
