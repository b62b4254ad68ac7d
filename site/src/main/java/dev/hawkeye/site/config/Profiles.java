package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.settings.Nearest;
import dev.hawkeye.settings.WeeklyTime;
import dev.hawkeye.site.yaml.ConfigException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Alternative camera settings, active at certain times or when selected manually. If the times of several profiles
 * match, the first one in the file applies. Immutable.
 */
public final class Profiles {
    static final String KEY = "profiles";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,60}");
    private static final String WHEN = "when";
    private static final List<String> KEYS = List.of(WHEN, Reference.CAMERA_DEFAULTS, Reference.CAMERAS);
    /** Reserved names, which have another meaning in commands. */
    private static final List<String> RESERVED = List.of("auto", "none");

    private final List<Profile> all;

    private record Profile(String name, List<WeeklyTime> when) {}

    private Profiles(List<Profile> all) {
        this.all = List.copyOf(all);
    }

    /** @param tree profiles by name, as returned by {@link #fitting} */
    static Profiles of(JsonNode tree) {
        List<Profile> all = new ArrayList<>();
        tree.properties().forEach(entry -> {
            List<WeeklyTime> times = new ArrayList<>();
            entry.getValue()
                    .path(WHEN)
                    .forEach(text -> WeeklyTime.parse(text.asText()).ifPresent(times::add));
            all.add(new Profile(entry.getKey(), times));
        });
        return new Profiles(all);
    }

    /** The names of all profiles, in file order. */
    public List<String> names() {
        return all.stream().map(Profile::name).toList();
    }

    /** The profile whose time matches. */
    public Optional<String> at(ZonedDateTime now) {
        return all.stream()
                .filter(profile -> profile.when().stream().anyMatch(time -> time.includes(now)))
                .map(Profile::name)
                .findFirst();
    }

    /** @throws ConfigException when there is no profile of that name */
    void require(String name) {
        if (!names().contains(name)) {
            throw new ConfigException(
                    "there is no profile " + name + Nearest.hint(name, names(), ": profiles has none"));
        }
    }

    /** The valid parts of the profiles. */
    static ObjectNode fitting(JsonNode given, Reference reference, Shape shape) {
        ObjectNode fitting = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(entry -> {
            String at = KEY + "." + entry.getKey();
            if (!NAME.matcher(entry.getKey()).matches() || RESERVED.contains(entry.getKey())) {
                shape.problem(
                        at, at + ": a name must be 1 to 60 letters, digits, '.', '_' and '-', and not auto or none");
            } else if (shape.that(entry.getValue().isObject(), at, "must be keys and values", entry.getValue())) {
                fitting.set(entry.getKey(), fittingOne(entry.getValue(), at, reference, shape));
            }
        });
        return fitting;
    }

    private static ObjectNode fittingOne(JsonNode profile, String at, Reference reference, Shape shape) {
        ObjectNode fitting = JsonNodeFactory.instance.objectNode();
        profile.properties().forEach(entry -> {
            String key = entry.getKey();
            String path = at + "." + key;
            JsonNode value = entry.getValue();
            if (!KEYS.contains(key)) {
                shape.unknown(path, key, KEYS);
            } else if (key.equals(WHEN)) {
                if (times(value, path, shape)) {
                    fitting.set(key, value);
                }
            } else if (shape.that(value.isObject(), path, "must be keys and values", value)) {
                boolean defaults = key.equals(Reference.CAMERA_DEFAULTS);
                if (defaults ? knownKeys(value, path, reference, shape) : knownCameras(value, path, reference, shape)) {
                    fitting.set(key, value);
                }
            }
        });
        return fitting;
    }

    private static boolean times(JsonNode list, String at, Shape shape) {
        boolean right = shape.that(list.isArray(), at, "must be a list", list);
        for (int i = 0; right && i < list.size(); i++) {
            String text = list.get(i).asText();
            if (WeeklyTime.parse(text).isEmpty()) {
                shape.problem(at + "[" + i + "]", at + "[" + i + "] " + WeeklyTime.FORM + ", got: " + text);
            }
        }
        return right;
    }

    private static boolean knownCameras(JsonNode cameras, String at, Reference reference, Shape shape) {
        boolean right = true;
        for (var camera : cameras.properties()) {
            String path = at + "." + camera.getKey();
            right &= shape.that(camera.getValue().isObject(), path, "must be keys and values", camera.getValue())
                    && knownKeys(camera.getValue(), path, reference, shape);
        }
        return right;
    }

    private static boolean knownKeys(JsonNode keys, String at, Reference reference, Shape shape) {
        Collection<String> known = new TreeSet<>();
        reference.cameraDefaults().fieldNames().forEachRemaining(known::add);
        boolean right = true;
        for (var entry : keys.properties()) {
            if (!known.contains(entry.getKey())) {
                shape.unknown(at + "." + entry.getKey(), entry.getKey(), known);
                right = false;
            }
        }
        return right;
    }

    /** The defaults and the cameras with the keys of a profile applied, to be laid over those of {@code tree}. */
    static ObjectNode over(ObjectNode tree, String name) {
        JsonNode profile = tree.get(KEY).get(name);
        ObjectNode over = JsonNodeFactory.instance.objectNode();
        over.set(
                Reference.CAMERA_DEFAULTS,
                profile.path(Reference.CAMERA_DEFAULTS).isObject()
                        ? profile.get(Reference.CAMERA_DEFAULTS)
                        : JsonNodeFactory.instance.objectNode());
        ArrayNode cameras = over.putArray(Reference.CAMERAS);
        for (JsonNode camera : tree.get(Reference.CAMERAS)) {
            ObjectNode changed = camera.deepCopy();
            JsonNode keys =
                    profile.path(Reference.CAMERAS).path(camera.path("id").asText());
            if (keys instanceof ObjectNode own) {
                changed.setAll(own);
            }
            cameras.add(changed);
        }
        return over;
    }
}
