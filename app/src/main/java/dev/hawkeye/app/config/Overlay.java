package dev.hawkeye.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lays trees over the reference, the later over the earlier, and remembers where each value came from. A key that the
 * reference does not have is refused. Used by one thread.
 */
final class Overlay {
    private final Reference reference;
    private final ObjectNode tree;
    private final Map<String, String> origins = new LinkedHashMap<>();

    Overlay(Reference reference) {
        this.reference = reference;
        this.tree = reference.tree();
    }

    ObjectNode tree() {
        return tree;
    }

    /** Where the value at {@code path} was set, or else the section around it. */
    String origin(String path) {
        String at = path;
        while (!at.isEmpty()) {
            String origin = origins.get(at);
            if (origin != null) {
                return origin;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return origins.isEmpty() ? Reference.NAME : origins.values().iterator().next();
    }

    /** @param origin name of a file, variable or option, which begins the error's line */
    void lay(JsonNode over, String origin) {
        if (over.isMissingNode() || over.isNull()) {
            return;
        }
        if (!over.isObject()) {
            throw new ConfigException(origin + ": keys and values expected, got: " + shown(over));
        }
        merge(tree, over, "", origin);
    }

    private void merge(ObjectNode under, JsonNode over, String path, String origin) {
        boolean foreign = Reference.FOREIGN.contains(path) || Reference.NAMED.contains(path);
        over.properties().forEach(entry -> {
            String key = entry.getKey();
            String at = Reference.join(path, key);
            if (!foreign && !under.has(key)) {
                throw unknown(origin, at, key, fieldNames(under));
            }
            set(under, key, entry.getValue(), at, origin);
        });
    }

    private void set(ObjectNode under, String key, JsonNode value, String at, String origin) {
        JsonNode before = under.get(key);
        boolean section = before != null && before.isObject();
        boolean list = before != null && before.isArray();
        if (value.isNull()) {
            if (section || list) {
                return; // A section with all its keys commented out.
            }
            throw new ConfigException(origin + ": " + at + " has no value: give it one or remove the key");
        }
        if (section) {
            require(value.isObject(), origin, at, "keys and values below it", value);
            merge((ObjectNode) before, value, at, origin);
            return;
        }
        if (list) {
            require(value.isArray(), origin, at, "a list", value);
            if (at.equals(Reference.CAMERAS)) {
                checkCameras((ArrayNode) value, origin);
            } else {
                checkValues((ArrayNode) value, at, origin);
            }
        } else {
            require(value.isValueNode(), origin, at, "a single value", value);
        }
        under.set(key, value);
        origins.put(at, origin);
    }

    private static void checkValues(ArrayNode values, String path, String origin) {
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            require(value.isValueNode() && !value.isNull(), origin, path + "[" + i + "]", "a single value", value);
        }
    }

    private void checkCameras(ArrayNode cameras, String origin) {
        for (int i = 0; i < cameras.size(); i++) {
            String at = Reference.CAMERAS + "[" + i + "]";
            JsonNode camera = cameras.get(i);
            require(camera.isObject(), origin, at, "keys and values, id and url among them", camera);
            camera.properties().forEach(entry -> {
                String key = entry.getKey();
                if (!reference.cameraKeys().contains(key)) {
                    throw unknown(origin, at + "." + key, key, reference.cameraKeys());
                }
                checkLike(reference.cameraDefault(key), entry.getValue(), at + "." + key, origin);
            });
        }
    }

    private static void checkLike(JsonNode like, JsonNode value, String at, String origin) {
        if (like.isArray()) {
            require(value.isArray(), origin, at, "a list", value);
            checkValues((ArrayNode) value, at, origin);
        } else if (like.isObject()) {
            require(value.isObject(), origin, at, "keys and values below it", value);
        } else if (!value.isValueNode() || value.isNull()) {
            throw new ConfigException(origin + ": " + at + " must be a single value");
        }
    }

    private static void require(boolean holds, String origin, String at, String wanted, JsonNode got) {
        if (!holds) {
            throw new ConfigException(origin + ": " + at + " must be " + wanted + ", got: " + shown(got));
        }
    }

    /** Not the value: it may be a password in the wrong place. */
    private static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "keys and values";
            case ARRAY -> "a list";
            default -> "a single value";
        };
    }

    private static ConfigException unknown(String origin, String at, String key, Collection<String> known) {
        return new ConfigException(origin + ": unknown key " + at + "; "
                + Nearest.to(key, known)
                        .map(word -> "did you mean " + word + "?")
                        .orElseGet(() -> "known here: " + String.join(", ", known)));
    }

    private static Collection<String> fieldNames(ObjectNode node) {
        Collection<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
