package dev.hawkeye.site.yaml;

import dev.hawkeye.settings.UserException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Thrown for invalid settings. Each line has the origin, the full path of the key, the value and the remedy. */
public final class ConfigException extends UserException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_CHARACTERS = 1000;

    private final List<String> problems;

    public ConfigException(String message) {
        this(List.of(oneLine(message)), null);
    }

    public ConfigException(String message, Throwable cause) {
        this(List.of(oneLine(message)), cause);
    }

    private ConfigException(List<String> problems, Throwable cause) {
        super(
                problems.size() == 1 ? problems.get(0) : problems.get(0) + " (and " + (problems.size() - 1) + " more)",
                cause);
        this.problems = List.copyOf(problems);
    }

    /** Combines one or more errors into one. */
    public static ConfigException of(List<ConfigException> all) {
        return all.size() == 1
                ? all.get(0)
                : new ConfigException(
                        all.stream().flatMap(each -> each.problems.stream()).toList(),
                        all.get(0).getCause());
    }

    /** A copy with each line mapped. */
    public ConfigException map(UnaryOperator<String> words) {
        return new ConfigException(problems.stream().map(words).toList(), getCause());
    }

    /** One line per error, at least one. */
    @Override
    public List<String> lines() {
        return problems;
    }

    /** Sanitizes a message, which contains a value of any content and length. */
    private static String oneLine(String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }
}
