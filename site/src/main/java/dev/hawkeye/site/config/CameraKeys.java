package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/**
 * The camera keys that a service other than ingest reads: removed from each camera, checked, and combined into a
 * {@link dev.hawkeye.schemas.ByCamera}. Used once. Not thread-safe.
 */
final class CameraKeys<T extends Record> {
    private final Class<T> type;
    private final Reference reference;
    private final LenientBinder fitting;
    private final List<String> keys;
    private final ObjectNode others = JsonNodeFactory.instance.objectNode();
    private final ObjectNode named = JsonNodeFactory.instance.objectNode();

    /** @param type whose components are the keys */
    CameraKeys(Class<T> type, Reference reference, LenientBinder fitting) {
        this.type = type;
        this.reference = reference;
        this.fitting = fitting;
        this.keys = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(KebabCaseStrategy.INSTANCE::translate)
                .toList();
    }

    /** @param at path of the camera */
    void takeFrom(ObjectNode camera, String at) {
        JsonNode id = camera.path("id");
        named.set(id.asText(), take(camera, at));
    }

    /** Must be called first, since the defaults apply to cameras that do not set the keys. */
    void takeDefaults(ObjectNode defaults) {
        others.setAll(take(defaults, Reference.CAMERA_DEFAULTS));
    }

    private ObjectNode take(ObjectNode camera, String at) {
        ObjectNode taken = others.deepCopy();
        keys.stream().filter(camera::has).forEach(key -> taken.set(key, camera.remove(key)));
        if (fitting.bind(taken, type, at) == null) {
            keys.forEach(key -> taken.set(key, reference.cameraDefaults().get(key)));
        }
        return taken;
    }

    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("others", others);
        tree.set("named", named);
        return tree;
    }
}
