package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.settings.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lays trees over the reference, later ones over earlier ones, and remembers the origin of each value. Whatever does
 * not fit the reference, such as an unknown key, is left out and recorded as a problem. Used by one thread.
 */
final class Overlay {
    private final Reference reference;
    private final ObjectNode tree;
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final Problems problems = new Problems();

    Overlay(Reference reference) {
        this.reference = reference;
        this.tree = reference.tree();
    }

    ObjectNode tree() {
        return tree;
    }

    /** The problems so far. */
    Problems problems() {
        return problems;
    }

    /** What set the value at {@code path}, or the list that it is in; the reference for a default. */
    String setBy(String path) {
        return origins.getOrDefault(path.replaceFirst("\\[.*", ""), Reference.NAME);
    }

    /** Where the value at {@code path} was set, or else the section around it, or else anything. */
    String origin(String path) {
        String at = path;
        while (!at.isEmpty()) {
            String origin = origins.get(at);
            if (origin != null) {
                return origin;
            }
            at = Reference.parent(at);
        }
        return origins.isEmpty() ? Reference.NAME : origins.values().iterator().next();
    }

    /** @param origin name of a file, variable or option, which begins the error's line */
    void lay(JsonNode over, String origin) {
        problems.learn(over);
        if (over.isMissingNode() || over.isNull()) {
            return;
        }
        if (fits(over.isObject(), "", origin + ": keys and values expected", over)) {
            merge(tree, over, "", origin);
        }
    }

    private void merge(ObjectNode under, JsonNode over, String path, String origin) {
        boolean foreign = Reference.FOREIGN.contains(path);
        over.properties().forEach(entry -> {
            String key = entry.getKey();
            String at = Reference.join(path, key);
            if (problems.isFull()) {
                return;
            }
            if (!foreign && !under.has(key)) {
                problems.add(at, unknown(origin, at, key, fieldNames(under)));
            } else {
                set(under, key, entry.getValue(), at, origin);
            }
        });
    }

    private void set(ObjectNode under, String key, JsonNode value, String at, String origin) {
        JsonNode before = under.get(key);
        if (value.isNull()) {
            // A section or list whose content is commented out keeps its value.
            if (before == null || before.isValueNode()) {
                problems.add(at, withoutValue(origin, at));
            }
        } else if (before != null && before.isObject() && !reference.isOpen(at)) {
            if (fits(value.isObject(), at, origin + ": " + at + " must be keys and values below it", value)) {
                merge((ObjectNode) before, value, at, origin);
            }
        } else if (at.equals(Reference.CAMERAS)) {
            if (fits(value.isArray(), at, origin + ": " + at + " must be a list", value)) {
                under.set(key, fittingCameras(value, origin));
                origins.put(at, origin);
            }
        } else if (hasShapeOf(before, value, at, origin)) {
            // Names are added to the existing ones.
            under.set(key, before instanceof ObjectNode names ? names.setAll((ObjectNode) value) : value);
            origins.put(at, origin);
        }
    }

    /** Whether a value is single, a list of single ones, or single ones by name, as the one in the reference is. */
    private boolean hasShapeOf(JsonNode known, JsonNode value, String at, String origin) {
        if (known == null || known.isValueNode()) {
            return fits(value.isValueNode(), at, origin + ": " + at + " must be a single value", value);
        }
        if (known.isArray()) {
            boolean fits = fits(value.isArray(), at, origin + ": " + at + " must be a list", value);
            for (int i = 0; fits && i < value.size(); i++) {
                fits = isSingle(value.get(i), at + "[" + i + "]", origin);
            }
            return fits;
        }
        boolean fits = fits(value.isObject(), at, origin + ": " + at + " must be names and values below it", value);
        for (Map.Entry<String, JsonNode> entry : fits ? value.properties() : Set.<Map.Entry<String, JsonNode>>of()) {
            fits &= isSingle(entry.getValue(), at + "." + entry.getKey(), origin);
        }
        return fits;
    }

    private boolean isSingle(JsonNode value, String at, String origin) {
        return fits(value.isValueNode() && !value.isNull(), at, origin + ": " + at + " must be a single value", value);
    }

    /** The cameras, without whatever is invalid in them. */
    private ArrayNode fittingCameras(JsonNode cameras, String origin) {
        ArrayNode fitting = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < cameras.size() && !problems.isFull(); i++) {
            String at = Reference.CAMERAS + "[" + i + "]";
            JsonNode camera = cameras.get(i);
            ObjectNode kept = fitting.addObject();
            if (fits(
                    camera.isObject(),
                    at,
                    origin + ": " + at + " must be keys and values, id and url among them",
                    camera)) {
                camera.properties().forEach(entry -> keep(kept, entry.getKey(), entry.getValue(), at, origin));
                for (String needed : List.of("id", "url")) {
                    if (!camera.has(needed)) {
                        problems.add(
                                at, origin + ": " + at + "." + needed + " is missing: each camera has an id and a url");
                    }
                }
            }
        }
        return fitting;
    }

    private void keep(ObjectNode kept, String key, JsonNode value, String camera, String origin) {
        String at = camera + "." + key;
        if (!reference.cameraKeys().contains(key)) {
            problems.add(at, unknown(origin, at, key, reference.cameraKeys()));
            return;
        }
        JsonNode known = reference.cameraDefaults().get(key);
        if (!value.isNull()) {
            if (hasShapeOf(known, value, at, origin)) {
                kept.set(key, value);
            }
        } else if (known == null || known.isValueNode()) {
            problems.add(at, withoutValue(origin, at));
        }
    }

    private static String withoutValue(String origin, String at) {
        return origin + ": " + at
                + " has no value: give it one or remove the key ('null' and '~' are none unless in quotes)";
    }

    private boolean fits(boolean holds, String at, String wanted, JsonNode got) {
        if (!holds) {
            problems.add(at, wanted + ", got: " + shown(got));
        }
        return holds;
    }

    /** Not the value: it may be a password in the wrong place. */
    private static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "keys and values";
            case ARRAY -> "a list";
            default -> "a single value";
        };
    }

    private static String unknown(String origin, String at, String key, Collection<String> known) {
        return origin + ": unknown key " + at + "; "
                + Nearest.to(key, known)
                        .map(word -> "did you mean " + word + "?")
                        .orElseGet(() -> "known here: " + String.join(", ", known));
    }

    private static Collection<String> fieldNames(ObjectNode node) {
        Collection<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
