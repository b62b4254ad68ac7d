package dev.hawkeye.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The packaged hawkeye.yaml: which keys there are, and their defaults. */
final class Reference {
    static final String NAME = "hawkeye.yaml";
    static final String CAMERAS = "cameras";
    static final String CAMERA_DEFAULTS = "camera-defaults";

    /** Sections whose keys belong to another program. */
    static final Set<String> FOREIGN =
            Set.of("kafka", "registry", "ingest.kafka", "detector.kafka", "aggregator.kafka", "console.kafka");

    /** Sections whose keys are names that the user chooses. */
    static final Set<String> NAMED = Set.of(CAMERA_DEFAULTS + ".confidence");

    private static final List<String> CAMERA_ONLY = List.of("id", "url", "start");

    private final ObjectNode tree;

    private Reference(ObjectNode tree) {
        this.tree = tree;
    }

    static Reference load() {
        try (InputStream resource = Reference.class.getResourceAsStream("/" + NAME)) {
            if (resource == null) {
                throw new IllegalStateException(NAME + " is not packaged");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return new Reference((ObjectNode) YamlText.parse(text, NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy that may be changed. */
    ObjectNode tree() {
        return tree.deepCopy();
    }

    /** Keys that a camera may have. */
    Set<String> cameraKeys() {
        Set<String> keys = new TreeSet<>(CAMERA_ONLY);
        tree.get(CAMERA_DEFAULTS).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The default of a key of a camera; missing for those that have none. */
    JsonNode cameraDefault(String key) {
        return tree.get(CAMERA_DEFAULTS).path(key);
    }

    /** Paths of all single values and of the list of cameras, joined by '.'. */
    Set<String> leaves() {
        Set<String> leaves = new TreeSet<>();
        collect(tree, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String path, Set<String> leaves) {
        if (node.isObject() && !NAMED.contains(path)) {
            node.properties().forEach(entry -> collect(entry.getValue(), join(path, entry.getKey()), leaves));
        } else {
            leaves.add(path);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
