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
 * What is wrong with the settings, in the order in which they were written: file, environment, command line. Used by one
 * thread.
 */
final class Problems {
    /** More would not be read; a file that is not a configuration has one per line. */
    private static final int MAX_PROBLEMS = 100;

    private static final int MAX_DEPTH = 5;

    private record Problem(String path, int place, ConfigException error) {}

    private final List<Problem> all = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Secrets secrets = new Secrets();
    private int next;

    /** Learns where each key stands, and what may not be shown. Keys that were written before now stand here. */
    void learn(JsonNode tree) {
        secrets.learn(tree);
        number("", tree, 0);
    }

    /** Learns what may not be shown. */
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

    /** What concerns a source as a whole, which therefore comes after those before it. */
    void add(ConfigException error) {
        all.add(new Problem("", next++, error));
    }

    /**
     * Adds an error without the secrets of the settings, and without a cause, which would reveal them.
     *
     * @param path of the key, or of the section when it is no single key's fault; empty for the whole
     */
    void add(String path, String message) {
        all.add(new Problem(path, place(path), new ConfigException(secrets.hidden(message))));
    }

    /** The position of a key, or else of the section around it; a key that was not written comes last. */
    private int place(String path) {
        for (String at = path; !at.isEmpty(); at = Reference.parent(at)) {
            Integer place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return path.isEmpty() ? places.getOrDefault(path, 0) : Integer.MAX_VALUE;
    }

    /** Whether something is known to be wrong at a key, around it or below it, so that its value says nothing. */
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

    /** Whether the limit is reached, and checking stops. */
    boolean isFull() {
        return all.size() >= MAX_PROBLEMS;
    }

    /** All of them as one; there must be one. */
    ConfigException asOne() {
        return ConfigException.of(all.stream()
                .sorted(Comparator.comparingInt(Problem::place))
                .map(Problem::error)
                .toList());
    }
}
