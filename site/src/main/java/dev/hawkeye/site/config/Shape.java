package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.settings.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Compares the shape of the settings of one source with the reference: single values, lists, keys and values.
 * Differences are recorded as problems. Not thread-safe.
 *
 * @param origin of all values: name of a file, variable or option, which starts the line of an error
 */
record Shape(Problems problems, String origin) {
    /**
     * Whether a value has the same shape as the known one: a single value, a list of single values, a list of such
     * lists, or single values by name.
     *
     * @param known null for a single value
     */
    boolean fits(JsonNode known, JsonNode value, String at) {
        if (known == null || known.isValueNode()) {
            return that(value.isValueNode(), at, "must be a single value", value);
        }
        if (known.isArray()) {
            boolean fits = that(value.isArray(), at, "must be a list", value);
            for (int i = 0; fits && i < value.size(); i++) {
                String entry = at + "[" + i + "]";
                fits = known.path(0).isArray()
                        ? fits(known.get(0), value.get(i), entry)
                        : isSingle(value.get(i), entry);
            }
            return fits;
        }
        boolean fits = that(value.isObject(), at, "must be names and values below it", value);
        for (Map.Entry<String, JsonNode> entry : fits ? value.properties() : Set.<Map.Entry<String, JsonNode>>of()) {
            fits &= isSingle(entry.getValue(), at + "." + entry.getKey());
        }
        return fits;
    }

    private boolean isSingle(JsonNode value, String at) {
        return that(value.isValueNode() && !value.isNull(), at, "must be a single value", value);
    }

    /** @param rule such as "must be a list" */
    boolean that(boolean holds, String at, String rule, JsonNode got) {
        if (!holds) {
            problem(at, (at.isEmpty() ? "" : at + " ") + rule + ", got: " + shown(got));
        }
        return holds;
    }

    /** The kind of a value; not the value itself, which may be a misplaced password. */
    private static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "keys and values";
            case ARRAY -> "a list";
            default -> "a single value";
        };
    }

    void unknown(String at, String key, Collection<String> known) {
        problem(
                at,
                "unknown key " + at + "; "
                        + Nearest.to(key, known)
                                .map(word -> "did you mean " + word + "?")
                                .orElseGet(() -> "known here: " + String.join(", ", known)));
    }

    void withoutValue(String at) {
        problem(at, at + " has no value: give it one or remove the key ('null' and '~' mean no value unless quoted)");
    }

    void problem(String at, String message) {
        problems.add(at, origin + ": " + message);
    }
}
