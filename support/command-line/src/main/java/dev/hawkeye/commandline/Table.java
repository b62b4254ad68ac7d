package dev.hawkeye.commandline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table on a terminal. Each column is as wide as its widest cell; text is aligned left, numbers right. Width is
 * measured as a terminal shows it, see {@link TerminalText}. Not thread-safe.
 */
public final class Table {
    private static final String BETWEEN = "  ";

    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(boolean[] right) {
        this.right = right;
    }

    /** @param heads column headings; a leading '>' aligns the column right */
    public static Table of(String... heads) {
        boolean[] right = new boolean[heads.length];
        String[] names = heads.clone();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            names[i] = right[i] ? heads[i].substring(1) : heads[i];
        }
        return new Table(right).row((Object[]) names);
    }

    /** @param cells one per column, or fewer; untrusted text is shown as by {@link TerminalText} */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> TerminalText.safe(String.valueOf(cell)))
                .toList());
        return this;
    }

    /**
     * A number as a cell, the same in every locale.
     *
     * @param format for {@link String#format}, such as "%.1f"
     */
    public static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    public void print(PrintWriter out) {
        int[] widths = new int[right.length];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
            }
        });
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String space = " ".repeat(widths[i] - TerminalText.width(row.get(i)));
            line.append(i == 0 ? "" : BETWEEN).append(right[i] ? space + row.get(i) : row.get(i) + space);
        }
        return line.toString().stripTrailing();
    }
}
