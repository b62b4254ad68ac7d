package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The problems of the settings, in the order in which the settings were written: file, environment, command line. Not
 * thread-safe.
 */
final class Problems {
    /** No one would read more; a file that is not a configuration has one per line. */
    private static final int MAX_PROBLEMS = 100;

    private static final int MAX_DEPTH = 5;

    private record Problem(String path, int place, ConfigException error) {}

    private final List<Problem> all = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Secrets secrets = new Secrets();
    private int next;

    /** Records the position of each key, and the secrets. Keys that were written before move to this position. */
    void learn(JsonNode tree) {
        secrets.learn(tree);
        number("", tree, 0);
    }

    /** Records the secrets of a tree. */
    void hide(JsonNode tree) {
        secrets.learn(tree);
    }

    private void number(String path, JsonNode node, int depth) {
        places.put(path, next++);
        if (depth < MAX_DEPTH) {
            node.properties()
                    .forEach(entry -> number(Reference.join(path, entry.getKey()), entry.getValue(), depth + 1));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                number(path + "[" + i + "]", node.get(i), depth + 1);
            }
        }
    }

    /** Adds an error of a source as a whole, positioned after the sources before it. */
    void add(ConfigException error) {
        all.add(new Problem("", next++, error));
    }

    /**
     * Adds an error without the secrets of the settings, and without a cause, which would reveal them.
     *
     * @param path of the key, or of the section when no single key is at fault; empty for the whole
     */
    void add(String path, String message) {
        all.add(new Problem(path, place(path), new ConfigException(secrets.hidden(message))));
    }

    /** The position of a key, or else of the section around it; an unwritten key comes last. */
    private int place(String path) {
        for (String at = path; !at.isEmpty(); at = Reference.parent(at)) {
            Integer place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return path.isEmpty() ? places.getOrDefault(path, 0) : Integer.MAX_VALUE;
    }

    /** Whether there is a problem at, around or below a key, so that its value is meaningless. */
    boolean concern(String path) {
        return all.stream().anyMatch(problem -> isWithin(path, problem.path) || isWithin(problem.path, path));
    }

    private static boolean isWithin(String path, String section) {
        return section.isEmpty()
                || path.equals(section)
                || path.startsWith(section + ".")
                || path.startsWith(section + "[");
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the limit is reached, so that checking stops. */
    boolean isFull() {
        return all.size() >= MAX_PROBLEMS;
    }

    /** All problems as one exception; there must be at least one. */
    ConfigException asOne() {
        return ConfigException.of(all.stream()
                .sorted(Comparator.comparingInt(Problem::place))
                .map(Problem::error)
                .toList());
    }
}
