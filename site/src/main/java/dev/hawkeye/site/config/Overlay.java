package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lays trees over the reference, later ones over earlier ones, and remembers the origin of each value. Anything that
 * does not match the reference, such as an unknown key, is dropped and recorded as a problem. Not thread-safe.
 */
final class Overlay {
    /** The camera keys that define what is drawn over its picture. */
    private static final List<String> SCENE = List.of("zones", "lines", "masks", "min-size", "max-size");

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

    /** The origin of the value at {@code path}, or of the list that it is in; the reference for a default. */
    String setBy(String path) {
        return origins.getOrDefault(path.replaceFirst("\\[.*", ""), Reference.NAME);
    }

    /** The origin of the value at {@code path}, or else of the section around it, or else of any value. */
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

    /** @param origin name of a file, variable or option, which starts the line of an error */
    void lay(JsonNode over, String origin) {
        problems.learn(over);
        if (over.isMissingNode() || over.isNull()) {
            return;
        }
        Shape shape = new Shape(problems, origin);
        if (over.isObject()) {
            merge(tree, over, "", shape);
        } else {
            shape.that(false, "", "keys and values expected", over);
        }
    }

    /** Lays keys of {@link #SCENE} over the camera defaults. */
    void layScene(JsonNode scene, String origin) {
        Shape shape = new Shape(problems, origin);
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        scene.properties().forEach(entry -> {
            if (SCENE.contains(entry.getKey())) {
                known.set(entry.getKey(), entry.getValue());
            } else {
                shape.unknown(entry.getKey(), entry.getKey(), SCENE);
            }
        });
        if (shape.that(
                scene.isObject() || scene.isMissingNode() || scene.isNull(), "", "keys and values expected", scene)) {
            lay(JsonNodeFactory.instance.objectNode().set(Reference.CAMERA_DEFAULTS, known), origin);
        }
    }

    /** A copy without profiles, with the keys of one profile laid over the rest. */
    Overlay under(String profile) {
        Overlay copy = new Overlay(reference);
        copy.tree.setAll(tree.deepCopy());
        copy.origins.putAll(origins);
        copy.problems.learn(tree);
        copy.tree.putObject(Profiles.KEY);
        copy.lay(Profiles.over(tree, profile), "profile " + profile);
        return copy;
    }

    /** Lays cameras, their defaults and profiles over those of hawkeye.yaml, replacing those of all layers so far. */
    void replaceCameras(JsonNode defaults, JsonNode cameras, JsonNode profiles, String origin) {
        tree.set(Reference.CAMERA_DEFAULTS, reference.cameraDefaults().deepCopy());
        tree.putArray(Reference.CAMERAS);
        tree.putObject(Profiles.KEY);
        origins.keySet()
                .removeIf(path -> path.startsWith(Reference.CAMERA_DEFAULTS) || path.startsWith(Reference.CAMERAS));
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.set(Reference.CAMERA_DEFAULTS, defaults);
        both.set(Reference.CAMERAS, cameras);
        both.set(Profiles.KEY, profiles);
        lay(both, origin);
    }

    /** Adds an entry to a list of the default scene. */
    void add(String list, ObjectNode entry, String origin) {
        ArrayNode entries = (ArrayNode) tree.get(Reference.CAMERA_DEFAULTS).get(list);
        origins.put(Reference.CAMERA_DEFAULTS + "." + list + "[" + entries.size() + "]", origin);
        entries.add(entry);
    }

    private void merge(ObjectNode under, JsonNode over, String path, Shape shape) {
        boolean foreign = Reference.FOREIGN.contains(path);
        over.properties().forEach(entry -> {
            String key = entry.getKey();
            String at = Reference.join(path, key);
            if (problems.isFull()) {
                return;
            }
            if (!foreign && !under.has(key)) {
                shape.unknown(at, key, fieldNames(under));
            } else {
                set(under, key, entry.getValue(), at, shape);
            }
        });
    }

    private void set(ObjectNode under, String key, JsonNode value, String at, Shape shape) {
        JsonNode before = under.get(key);
        if (value.isNull()) {
            // A section or list whose content is commented out keeps its previous value.
            if (before == null || before.isValueNode()) {
                shape.withoutValue(at);
            }
        } else if (at.equals(Profiles.KEY)) {
            if (shape.that(value.isObject(), at, "must be names and keys below them", value)) {
                under.set(key, Profiles.fitting(value, reference, shape));
                origins.put(at, shape.origin());
            }
        } else if (before != null && before.isObject() && !reference.isOpen(at)) {
            if (shape.that(value.isObject(), at, "must be keys and values below it", value)) {
                merge((ObjectNode) before, value, at, shape);
            }
        } else if (at.equals(Reference.CAMERAS) || Entries.isList(at)) {
            if (shape.that(value.isArray(), at, "must be a list", value)) {
                under.set(key, Entries.isList(at) ? Entries.fitting(value, at, shape) : fittingCameras(value, shape));
                origins.put(at, shape.origin());
            }
        } else if (shape.fits(before, value, at)) {
            // Names are merged into the existing ones.
            under.set(key, before instanceof ObjectNode names ? names.setAll((ObjectNode) value) : value);
            origins.put(at, shape.origin());
        }
    }

    /** The cameras, without their invalid parts. */
    private ArrayNode fittingCameras(JsonNode cameras, Shape shape) {
        ArrayNode fitting = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < cameras.size() && !problems.isFull(); i++) {
            String at = Reference.CAMERAS + "[" + i + "]";
            JsonNode camera = cameras.get(i);
            ObjectNode kept = fitting.addObject();
            if (shape.that(camera.isObject(), at, "must be keys and values, id and url among them", camera)) {
                camera.properties().forEach(entry -> keep(kept, entry.getKey(), entry.getValue(), at, shape));
                for (String needed : List.of("id", "url")) {
                    if (!camera.has(needed)) {
                        shape.problem(at, at + "." + needed + " is missing: each camera has an id and a url");
                    }
                }
            }
        }
        return fitting;
    }

    private void keep(ObjectNode kept, String key, JsonNode value, String camera, Shape shape) {
        String at = camera + "." + key;
        if (!reference.cameraKeys().contains(key)) {
            shape.unknown(at, key, reference.cameraKeys());
            return;
        }
        JsonNode known = reference.cameraDefaults().get(key);
        if (value.isNull()) {
            if (known == null || known.isValueNode()) {
                shape.withoutValue(at);
            }
        } else if (Entries.isList(at)) {
            if (shape.that(value.isArray(), at, "must be a list", value)) {
                kept.set(key, Entries.fitting(value, at, shape));
            }
        } else if (shape.fits(known, value, at)) {
            kept.set(key, value);
        }
    }

    private static Collection<String> fieldNames(ObjectNode node) {
        Collection<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
