package dev.hawkeye.commandline;

import org.jline.utils.WCWidth;

/**
 * Untrusted text on a terminal: its width in columns (two for a Chinese character, none for a combining accent, two for
 * a joined emoji), and its form without control sequences.
 */
public final class TerminalText {
    private static final int JOINER = 0x200D;
    private static final int AS_EMOJI = 0xFE0F;

    /** Emoji among the older symbols that are as wide as the newer ones; pairs of the first and last of a range. */
    private static final String WIDE_SIGNS = "⌚⌛⏩⏬⏰⏰⏳⏳◽◾☔☕♈♓♿♿⚓⚓⚡⚡⚪⚫⚽⚾⛄⛅⛎⛎⛔⛔⛪⛪⛲⛳⛵⛵⛺⛺⛽⛽✅✅✊✋✨✨❌❌❎❎❓❕❗❗" + "➕➗➰➰➿➿⬛⬜⭐⭐⭕⭕";

    private TerminalText() {}

    /** Replaces control characters, including those that change the direction of a line. */
    public static String safe(String text) {
        return text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }

    /** Width in columns. */
    public static int width(String text) {
        int width = 0;
        int last = 0;
        boolean joined = false;
        for (int codePoint : text.codePoints().toArray()) {
            int own = width(codePoint);
            if (codePoint == AS_EMOJI && last == 1) {
                own = 1;
                last = 2;
            } else if (own > 0) {
                own = joined || (isSkin(codePoint) && last == 2) ? 0 : own;
                last = own == 0 ? last : own;
            }
            // A letter that is joined to the next keeps its column.
            joined = codePoint == JOINER && last == 2;
            width += own;
        }
        return width;
    }

    private static int width(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {
                if (isHalfFlag(codePoint)) {
                    return 1;
                }
                return isWideSign(codePoint) || isSkin(codePoint) ? 2 : Math.max(0, WCWidth.wcwidth(codePoint));
            }
        }
    }

    private static boolean isWideSign(int codePoint) {
        for (int i = 0; i < WIDE_SIGNS.length(); i += 2) {
            if (codePoint >= WIDE_SIGNS.charAt(i) && codePoint <= WIDE_SIGNS.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalfFlag(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean isSkin(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }
}
