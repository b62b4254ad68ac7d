package dev.hawkeye.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.aggregator.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.ingest.CameraConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Puts the settings together: the packaged hawkeye.yaml, over it a file, over that the environment, over that options
 * of the command line; each call lays one more over what is there, and {@link #read()} ends it. Used by one thread.
 */
public final class ConfigReader {
    private static final ObjectMapper VALUES = new ObjectMapper();

    private final Reference reference = Reference.load();
    private final Overlay overlay = new Overlay(reference);

    /** @throws ConfigException when the file cannot be read, is no YAML or has an unknown key */
    public ConfigReader file(Path file) {
        String name = file.toString();
        try {
            overlay.lay(YamlText.parse(Files.readString(file), name), name);
        } catch (NoSuchFileException e) {
            throw new ConfigException(name + ": no such file; hawkeye.yaml of the project shows what may be in it", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + ": not a text file in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(
                    name + ": cannot be read (" + e.getClass().getSimpleName() + "); is it a file, and yours?", e);
        }
        return this;
    }

    /** @param variables those that do not begin with HAWKEYE_ are left alone */
    public ConfigReader environment(Map<String, String> variables) {
        new Environment(reference).layOver(overlay, variables);
        return this;
    }

    /**
     * One value.
     *
     * @param path of the key, such as "detector.model" or "kafka.bootstrap.servers"; for a whole section or list
     *     its name
     * @param value text, a number, or maps and lists of them
     * @param origin what set it, such as "--model", for errors
     */
    public ConfigReader set(String path, Object value, String origin) {
        overlay.lay(Environment.nested(path, VALUES.valueToTree(value)), origin);
        return this;
    }

    /** @throws ConfigException when a value does not fit its key */
    public HawkeyeConfig read() {
        ObjectNode tree = overlay.tree().deepCopy();
        ObjectNode defaults = (ObjectNode) tree.remove(Reference.CAMERA_DEFAULTS);
        CameraKeys<ClassChoice> detected = new CameraKeys<>(ClassChoice.class, overlay::origin);
        CameraKeys<EventChoice> events = new CameraKeys<>(EventChoice.class, overlay::origin);
        JsonNode given = tree.get(Reference.CAMERAS);
        ArrayNode cameras = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < given.size(); i++) {
            ObjectNode camera = defaults.deepCopy().setAll((ObjectNode) given.get(i));
            String at = Reference.CAMERAS + "[" + i + "]";
            detected.takeFrom(camera, at);
            events.takeFrom(camera, at);
            cameras.add(camera);
        }
        detected.takeDefaults(defaults);
        events.takeDefaults(defaults);
        checkCameraDefaults(defaults);
        tree.set(Reference.CAMERAS, cameras);
        ((ObjectNode) tree.get("detector")).set(Reference.CAMERAS, detected.tree());
        ((ObjectNode) tree.get("aggregator")).set(Reference.CAMERAS, events.tree());
        return Binding.bind(tree, HawkeyeConfig.class, "", overlay::origin);
    }

    /** So that a wrong default is told as such, not as that of the first camera. */
    private void checkCameraDefaults(ObjectNode defaults) {
        ObjectNode any = defaults.deepCopy().put("id", "any").put("url", "/dev/video0");
        Binding.bind(any, CameraConfig.class, Reference.CAMERA_DEFAULTS, overlay::origin);
    }
}
