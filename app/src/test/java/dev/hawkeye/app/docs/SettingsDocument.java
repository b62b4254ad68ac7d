package dev.hawkeye.app.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/settings.md, from hawkeye.yaml: the comment before a key is its text. Reads the file as lines, since a YAML parser
 * drops the comments; a key is a section when it has no value of its own.
 */
final class SettingsDocument {
    private static final Pattern KEY = Pattern.compile("( *)([a-z][\\w.-]*):(?: (.*))?");
    private static final Pattern TERM = Pattern.compile("  ([a-z-]+) +(.*)");

    private final StringBuilder document = new StringBuilder();
    private final List<String> comment = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private String section = "";
    private boolean begun;

    private SettingsDocument() {}

    /** @param yaml text of hawkeye.yaml */
    static String text(String yaml) {
        SettingsDocument settings = new SettingsDocument();
        settings.read(yaml);
        return settings.document.toString();
    }

    /** Paths of all keys with a value, in the order of the file. */
    static List<String> keys(String yaml) {
        SettingsDocument settings = new SettingsDocument();
        settings.read(yaml);
        return settings.keys;
    }

    private void read(String yaml) {
        document.append("# Settings\n\n").append(GeneratedDocument.NOTE).append("\n\n");
        for (String line : yaml.lines().toList()) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.add(line.strip().substring(1).replaceFirst("^ ", ""));
            } else if (key.matches()) {
                begun = true;
                key(key.group(1).isEmpty(), key.group(2), key.group(3));
            } else if (line.isBlank() && !begun && !comment.isEmpty()) {
                introduction();
            } else if (!line.isBlank()) {
                throw new IllegalStateException("hawkeye.yaml has a line that is neither comment nor key: " + line);
            }
        }
    }

    private void introduction() {
        comment.remove(0);
        while (comment.get(0).isEmpty()) {
            comment.remove(0);
        }
        document.append("Every key of [hawkeye.yaml](../hawkeye.yaml), with its default.\n\n");
        paragraphs();
    }

    private void key(boolean top, String name, String value) {
        if (top) {
            section = value == null ? name : "";
        }
        String path = top || section.isEmpty() ? name : section + "." + name;
        document.append(top ? "\n## " : "\n### ").append(path).append("\n\n");
        paragraphs();
        if (value != null) {
            keys.add(path);
            document.append("\nDefault: `")
                    .append(value)
                    .append("`. Environment: `")
                    .append(variable(path, value));
            document.append("`.\n");
        }
    }

    private static String variable(String path, String value) {
        String variable =
                "HAWKEYE_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return (path.endsWith("kafka") || path.endsWith("registry")) && value.equals("{}") ? variable + "_…" : variable;
    }

    private void paragraphs() {
        boolean code = false;
        for (String line : comment) {
            Matcher term = TERM.matcher(line);
            if ((line.startsWith("  - ") || (code && line.startsWith("    "))) != code) {
                code = !code;
                document.append(code ? "\n" : "");
            }
            if (code) {
                document.append("  ").append(line).append('\n');
            } else if (term.matches()) {
                document.append("\n- `" + term.group(1) + "`: " + term.group(2) + "\n");
            } else if (line.startsWith("  ")) {
                document.append("  ").append(line.strip()).append('\n');
            } else {
                document.append(line).append('\n');
            }
        }
        comment.clear();
    }
}
