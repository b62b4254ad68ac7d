package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.site.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The packaged hawkeye.yaml: the known keys and their defaults. */
final class Reference {
    static final String NAME = "hawkeye.yaml";
    static final String CAMERAS = "cameras";
    static final String CAMERA_DEFAULTS = "camera-defaults";
    static final String ANY_CAMERA = "any-camera-";
    static final String ANY_SOURCE = "/dev/video0";

    /** Sections of native properties, whose keys belong to other software. */
    static final Set<String> FOREIGN = Set.of(
            "kafka",
            "registry",
            "cloud.registry",
            "ingest.kafka",
            "detector.kafka",
            "aggregator.kafka",
            "console.kafka",
            "notify.kafka");

    private static final List<String> CAMERA_ONLY = List.of("id", "name", "url", "start");

    private final ObjectNode tree;

    private Reference(ObjectNode tree) {
        this.tree = tree;
    }

    static Reference load() {
        return new Reference(Packaged.TREE);
    }

    /** Read once, never changed. */
    private static final class Packaged {
        static final ObjectNode TREE = read();
    }

    private static ObjectNode read() {
        try (InputStream resource = Reference.class.getResourceAsStream("/" + NAME)) {
            if (resource == null) {
                throw new IllegalStateException(NAME + " is not packaged");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode) YamlText.parse(text, NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A modifiable copy. */
    ObjectNode tree() {
        return tree.deepCopy();
    }

    /** The keys that a camera may have. */
    Set<String> cameraKeys() {
        Set<String> keys = new TreeSet<>(CAMERA_ONLY);
        tree.get(CAMERA_DEFAULTS).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The defaults of a camera; not to be changed. */
    ObjectNode cameraDefaults() {
        return (ObjectNode) tree.get(CAMERA_DEFAULTS);
    }

    /** A valid camera with all defaults, to replace an invalid one. */
    ObjectNode anyCamera(String number) {
        return cameraDefaults().deepCopy().put("id", ANY_CAMERA + number).put("url", ANY_SOURCE);
    }

    /** Paths of all single values, lists and names with values, joined by '.'. */
    Set<String> leaves() {
        Set<String> leaves = new TreeSet<>();
        collect(tree, "", leaves);
        return leaves;
    }

    /**
     * Whether a key accepts any names below it: it has none in the reference, and is not a section of native
     * properties.
     */
    boolean isOpen(String path) {
        JsonNode node = tree.at("/" + path.replace('.', '/'));
        return node.isObject() && node.isEmpty() && !FOREIGN.contains(path);
    }

    private void collect(JsonNode node, String path, Set<String> leaves) {
        if (node.isObject() && !isOpen(path)) {
            node.properties().forEach(entry -> collect(entry.getValue(), join(path, entry.getKey()), leaves));
        } else {
            leaves.add(path);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The section that a key is in, or the list that an entry is in; empty at the root. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
