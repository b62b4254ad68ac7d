package dev.hawkeye.site.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Parses YAML into a tree, strictly: no duplicate keys, a single document, bounded in size. */
public final class YamlText {
    /** Ten thousand cameras need less than half of this. */
    public static final int MAX_BYTES = 4 << 20;

    private YamlText() {}

    /**
     * @param origin name of the source, for the error
     * @return a tree whose values are all text
     * @throws ConfigException when it is not YAML; with the line number, but without the text, which may be a password
     */
    public static JsonNode parse(String text, String origin) {
        if (text.length() > MAX_BYTES) {
            throw tooLong(origin);
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        try {
            return new YamlTree(new Parse(settings).parseString(text), origin).read();
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new ConfigException(origin + line + ": not YAML: " + problem(e.getProblem()));
        } catch (ReaderException e) {
            long line = text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "%s, line %d: not YAML: the character U+%04X may not be in it",
                    origin,
                    line,
                    e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new ConfigException(origin + ": not YAML; check indentation, quotes and brackets");
        }
    }

    public static ConfigException tooLong(String origin) {
        return new ConfigException(origin + ": longer than 4 MiB, the limit for a configuration");
    }

    private static String problem(String problem) {
        if (problem.contains("\\t")) {
            return "a tab; indent with blanks";
        }
        if (problem.contains("cannot start any token")) {
            return problem.replaceFirst("^found character ('.').*", "no value begins with $1 unless in quotes");
        }
        if (problem.contains("tag")) {
            return "'!' begins a tag in YAML, and settings have none: put quotes around the value";
        }
        return problem + "; check indentation, quotes and brackets";
    }
}
