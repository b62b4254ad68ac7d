package dev.hawkeye.site.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.settings.MissingFile;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.Secrets;
import dev.hawkeye.site.yaml.SettingText;
import dev.hawkeye.site.yaml.YamlText;
import dev.hawkeye.tracking.scene.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Combines the settings: the packaged hawkeye.yaml, then a file, the environment, and command-line options. Each call
 * adds a layer, and {@link #read()} returns the result. Not thread-safe.
 */
public final class ConfigReader {
    /** A longer file is an error. */
    public static final int MAX_FILE_BYTES = YamlText.MAX_BYTES;

    private static final ObjectMapper VALUES = new ObjectMapper();

    private final Reference reference = Reference.load();
    private final Overlay overlay;
    private final CameraSecrets secrets;
    private final List<ConfigCheck> checks;
    private String profile;

    /** Starts with the packaged hawkeye.yaml. */
    public ConfigReader() {
        overlay = new Overlay(reference);
        secrets = new CameraSecrets();
        checks = new ArrayList<>(List.of(CameraRules::check));
    }

    private ConfigReader(ConfigReader other, String profile) {
        overlay = other.overlay.under(profile);
        secrets = other.secrets;
        checks = other.checks;
    }

    /** Adds a file. Its errors are reported by {@link #read()}. */
    public ConfigReader file(Path file) {
        return lay(file, overlay::lay);
    }

    /** Adds the content of a file that was already read. */
    public ConfigReader file(Path file, byte[] content) {
        return lay(file.toString(), content, overlay::lay);
    }

    /**
     * Replaces the cameras and camera defaults of the layers below. The logins in the replaced cameras' addresses stay
     * known, see {@link CameraSecrets}.
     *
     * @param origin names them in errors
     */
    public ConfigReader cameras(CameraTexts texts, String origin) {
        try {
            ArrayNode cameras = JsonNodeFactory.instance.arrayNode();
            texts.byId()
                    .forEach((id, text) -> cameras.add(
                            SettingText.object(text, origin + ": camera " + id).put("id", id)));
            secrets.learn(overlay.tree().get(Reference.CAMERAS));
            overlay.replaceCameras(
                    YamlText.parse(texts.defaults(), origin + ": " + Reference.CAMERA_DEFAULTS),
                    cameras,
                    YamlText.parse(texts.profiles(), origin + ": " + Profiles.KEY),
                    origin);
            SettingText.object(texts.values(), origin + ": values")
                    .properties()
                    .forEach(value -> overlay.lay(Environment.nested(value.getKey(), value.getValue()), origin));
        } catch (ConfigException e) {
            overlay.problems().add(e);
        }
        return this;
    }

    /**
     * The cameras and their defaults according to the layers so far. An address references its login by the id of its
     * camera.
     *
     * @param paths of other keys, whose values are included if a layer has set them
     * @throws ConfigException when the layers have errors
     */
    public CameraTexts cameraTexts(Collection<String> paths) {
        read();
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        paths.stream()
                .filter(path -> !overlay.setBy(path).equals(Reference.NAME))
                .forEach(path -> values.set(path, overlay.tree().at("/" + path.replace('.', '/'))));
        ObjectNode defaults = JsonNodeFactory.instance.objectNode();
        overlay.tree().get(Reference.CAMERA_DEFAULTS).properties().stream()
                .filter(entry ->
                        !entry.getValue().equals(reference.cameraDefaults().get(entry.getKey())))
                .forEach(entry -> defaults.set(entry.getKey(), entry.getValue()));
        SortedMap<String, String> byId = new TreeMap<>();
        for (JsonNode each : overlay.tree().get(Reference.CAMERAS)) {
            ObjectNode camera = each.deepCopy();
            String id = camera.get("id").asText();
            camera.put(
                    "url", CameraSecrets.parted(id, camera.get("url").asText()).url());
            if (CameraSecrets.exposes(camera.get("url").asText())) {
                throw new ConfigException("the url of camera " + id
                        + " has a secret in it, which everybody could read on the"
                        + " topic site-settings: write ${" + id + "} in its place, and put camera-secrets: {" + id
                        + ": \"…\"} in the file");
            }
            byId.put(id, camera.toString());
        }
        return new CameraTexts(
                defaults.toString(),
                values.toString(),
                overlay.tree().get(Profiles.KEY).toString(),
                byId);
    }

    /**
     * Sets the default scene for cameras without their own, from a file: zones, lines, masks, min-size and max-size as
     * top-level keys, in the same form as under a camera. Its errors are reported by {@link #read()}.
     */
    public ConfigReader scene(Path file) {
        return lay(file, overlay::layScene);
    }

    private ConfigReader lay(Path file, BiConsumer<JsonNode, String> layer) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            return lay(name, in.readNBytes(MAX_FILE_BYTES + 1), layer);
        } catch (NoSuchFileException e) {
            overlay.problems()
                    .add(new ConfigException(
                            name + ": no such file" + MissingFile.hint(file)
                                    + "; the project's hawkeye.yaml shows what it may contain",
                            e));
        } catch (IOException e) {
            overlay.problems()
                    .add(new ConfigException(
                            name + ": cannot be read (" + e.getClass().getSimpleName()
                                    + "); check that it is a file, and its permissions",
                            e));
        }
        return this;
    }

    /** @param variables those that do not start with HAWKEYE_ are ignored */
    public ConfigReader environment(Map<String, String> variables) {
        new Environment(reference).layOver(overlay, variables);
        return this;
    }

    /**
     * Sets one value.
     *
     * @param path of the key, such as "detector.model" or "kafka.bootstrap.servers"; for a whole section or list, its
     *     name
     * @param value text, a number, or maps and lists of them
     * @param origin of the value, for errors, such as "--model"
     */
    public ConfigReader set(String path, Object value, String origin) {
        overlay.lay(Environment.nested(path, VALUES.valueToTree(value)), origin);
        return this;
    }

    /** Sets one value, like {@link #set}, unless a layer below has set it: a default of one command. */
    public ConfigReader setDefault(String path, Object value, String origin) {
        return overlay.setBy(path).equals(Reference.NAME) ? set(path, value, origin) : this;
    }

    /**
     * Adds a zone, line or mask to the camera defaults.
     *
     * @param list "zones", "lines" or "masks"
     * @param keys all keys of the entry
     * @param origin of the entry, for errors, such as "--line"
     */
    public ConfigReader add(String list, Map<String, Object> keys, String origin) {
        overlay.add(list, VALUES.valueToTree(keys), origin);
        return this;
    }

    /** The origin of the value at {@code path}, or of the list that it is in; hawkeye.yaml for a default. */
    public String setBy(String path) {
        return overlay.setBy(path);
    }

    /** Adds a check to {@link #read()}. */
    public ConfigReader checking(ConfigCheck check) {
        checks.add(check);
        return this;
    }

    /** Returns every value, including defaults, in the order of hawkeye.yaml. */
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        collect("", "", overlay.tree(), settings);
        return settings;
    }

    private void collect(String path, String key, JsonNode node, List<Setting> settings) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> collect(
                            Reference.join(path, entry.getKey()),
                            Secrets.below(key, entry.getKey()),
                            entry.getValue(),
                            settings));
        } else if (node.path(0).isArray()) {
            // A list of points, shown as one value.
            String points = node.toString().replace("\"", "").replace(",", ", ");
            settings.add(new Setting(path, Secrets.shownValue(key, points), overlay.setBy(path)));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", key, node.get(i), settings);
            }
        } else {
            String value = node.isValueNode() ? Secrets.shownValue(key, node.asText()) : node.toString();
            settings.add(new Setting(path, value, overlay.setBy(path)));
        }
    }

    private ConfigReader lay(String name, byte[] content, BiConsumer<JsonNode, String> layer) {
        try {
            if (content.length > MAX_FILE_BYTES) {
                throw YamlText.tooLong(name);
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            layer.accept(YamlText.parse(text, name), name);
        } catch (ConfigException e) {
            overlay.problems().add(e);
        } catch (CharacterCodingException e) {
            overlay.problems().add(new ConfigException(name + ": not a text file in UTF-8", e));
        }
        return this;
    }

    /** The profiles of the layers so far. */
    public Profiles profiles() {
        return Profiles.of(overlay.tree().get(Profiles.KEY));
    }

    /** Makes {@link #read()} return the settings with a profile applied; null for none. */
    public ConfigReader profile(String name) {
        profile = name;
        return this;
    }

    /** @throws ConfigException with all errors; those of profiles only if there are no others */
    public HawkeyeConfig read() {
        HawkeyeConfig chosen = readLayers();
        Profiles profiles = profiles();
        if (profile != null) {
            profiles.require(profile);
        }
        for (String name : profiles.names()) {
            HawkeyeConfig under = new ConfigReader(this, name).readLayers();
            chosen = name.equals(profile) ? under : chosen;
        }
        return chosen;
    }

    private HawkeyeConfig readLayers() {
        LenientBinder fitting = new LenientBinder(reference, overlay);
        ObjectNode tree = overlay.tree().deepCopy();
        CameraKeys<ClassChoice> detected = new CameraKeys<>(ClassChoice.class, reference, fitting);
        CameraKeys<EventChoice> events = new CameraKeys<>(EventChoice.class, reference, fitting);
        CameraKeys<Scene> scenes = new CameraKeys<>(Scene.class, reference, fitting);
        ObjectNode defaults = (ObjectNode) tree.remove(Reference.CAMERA_DEFAULTS);
        Entries.complete(defaults);
        JsonNode given = tree.get(Reference.CAMERAS);
        tree.remove(Profiles.KEY);
        ObjectNode alarms = (ObjectNode) tree.get("notify");
        Entries.complete(alarms);
        ObjectNode named = JsonNodeFactory.instance.objectNode().set(SiteName.KEY, tree.get(SiteName.KEY));
        fitting.bind(named, SiteName.class, "");
        tree.setAll(named);
        alarms.setAll(named);
        ObjectNode known = (ObjectNode) tree.remove(CameraSecrets.KEY);
        ArrayNode cameras = JsonNodeFactory.instance.arrayNode();
        detected.takeDefaults(defaults);
        events.takeDefaults(defaults);
        scenes.takeDefaults(defaults);
        // Bound separately, so that an invalid default is reported as such, and not as an error of the first camera.
        ObjectNode any = defaults.put("id", Reference.ANY_CAMERA).put("url", Reference.ANY_SOURCE);
        fitting.bind(any, CameraConfig.class, Reference.CAMERA_DEFAULTS);
        for (int i = 0; i < given.size(); i++) {
            ObjectNode camera =
                    any.deepCopy().put("id", Reference.ANY_CAMERA + i).setAll((ObjectNode) given.get(i));
            complete(camera, known);
            Entries.complete(camera);
            String at = Reference.CAMERAS + "[" + i + "]";
            detected.takeFrom(camera, at);
            events.takeFrom(camera, at);
            scenes.takeFrom(camera, at);
            cameras.add(camera);
        }
        tree.set(Reference.CAMERAS, cameras);
        ((ObjectNode) tree.get("detector")).set(Reference.CAMERAS, detected.tree());
        ((ObjectNode) tree.get("aggregator"))
                .<ObjectNode>set(Reference.CAMERAS, events.tree())
                .<ObjectNode>set("scenes", scenes.tree())
                .setAll(named);
        HawkeyeConfig config = fitting.bind(tree, HawkeyeConfig.class, "");
        if (config != null) {
            look(config);
        }
        if (!overlay.problems().isEmpty()) {
            throw overlay.problems().asOne();
        }
        return config;
    }

    private void complete(ObjectNode camera, ObjectNode knownSecrets) {
        String url = camera.path("url").asText();
        String resolved = secrets.resolved(url, knownSecrets);
        if (!resolved.equals(url)) {
            camera.put("url", resolved);
            overlay.problems().hide(camera);
        }
    }

    /** Runs the checks; ignores findings about defaults that replace invalid values. */
    private void look(HawkeyeConfig config) {
        Problems problems = overlay.problems();
        List<Runnable> found = new ArrayList<>();
        BiConsumer<String, String> finding = (path, problem) -> {
            if (!problems.concern(path)) {
                found.add(() -> problems.add(path, overlay.origin(path) + ": " + path + " " + problem));
            }
        };
        checks.forEach(check -> check.check(config, finding));
        found.forEach(Runnable::run);
    }
}
