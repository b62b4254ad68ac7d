package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hawkeye.site.yaml.YamlText;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys whose values are lists of entries with their own keys: zones, lines and masks of a camera, targets and rules
 * of alarms. A template of each, with all keys, provides the defaults, and replaces an invalid entry.
 */
final class Entries {
    private static final ObjectNode ONE_OF_EACH = (ObjectNode) YamlText.parse("""
            zones:
              name: any-zone-
              points: [[0, 0], [1, 0], [1, 1]]
              classes: []
              confidence: {}
              min-size: {}
              max-size: {}
              inertia: 500 ms
              loiter: 0 s
              occupancy: {full: 0, clear: 0}
              anchor: bottom-centre
            lines:
              name: any-line-
              points: [[0, 0], [1, 1]]
              directions: [in, out]
              classes: []
              anchor: bottom-centre
            masks:
              points: [[0, 0], [1, 0], [1, 1]]
              anchor: bottom-centre
            targets:
              name: any-target-
              type: webhook
              url: http://localhost/
              prefix: hawkeye
              discovery: homeassistant
              sensors: true
              pictures: 0 B
              timeout: 10 s
              retry-first: 1 s
              retry-longest: 1 m
              max-age: 1 d
              trust: ""
              private-addresses: false
              command: {actuator: "", action: "", end-action: "", deadline: 10 s}
              parameters: {}
            rules:
              name: any-rule-
              targets: []
              cameras: []
              classes: []
              zones: []
              lines: []
              events: []
              min-dwell: 0 s
              times: []
              cooldown: 0 s
              group-within: 0 s
              longest: 1 d
            """, "lists of things");

    /** Unlike the default, compatible with any value of its sibling key. */
    private static final TextNode ANY_FULL = TextNode.valueOf("10000");

    /** Required keys, which have no default. */
    private static final List<String> NEEDED = List.of("name", "points", "full", "clear", "type", "url");

    private static final String NOTIFY = "notify";
    private static final List<String> OF_NOTIFY = List.of("targets", "rules");

    private static final Pattern PATH = Pattern.compile("(?:" + Reference.CAMERA_DEFAULTS + "|" + NOTIFY + "|"
            + Reference.CAMERAS + "\\[\\d+])\\.(\\w+)(?:\\[(\\d+)](?:\\.(.*))?)?");

    private Entries() {}

    /** Whether the value at a path is a list of entries. */
    static boolean isList(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches()
                && parts.group(2) == null
                && ONE_OF_EACH.has(parts.group(1))
                && OF_NOTIFY.contains(parts.group(1)) == path.startsWith(NOTIFY);
    }

    /** A valid value for a path in such a list; a missing node for any other path. */
    static JsonNode standIn(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || parts.group(2) == null) {
            return JsonNodeFactory.instance.missingNode();
        }
        JsonNode any = any(parts.group(1), parts.group(2));
        String rest = parts.group(3);
        if (rest == null) {
            return any;
        }
        return rest.equals("occupancy.full")
                ? ANY_FULL
                : any.at("/" + rest.replaceAll("[.\\[]", "/").replace("]", ""));
    }

    private static JsonNode any(String list, String number) {
        JsonNode any = ONE_OF_EACH.path(list).deepCopy();
        if (any.has("name")) {
            ((ObjectNode) any).put("name", any.get("name").asText() + number);
        }
        return any;
    }

    /** The entries of a list, without their invalid parts, which defaults later replace. */
    static ArrayNode fitting(JsonNode list, String at, Shape shape) {
        ArrayNode fitting = JsonNodeFactory.instance.arrayNode();
        JsonNode known = ONE_OF_EACH.get(at.substring(at.lastIndexOf('.') + 1));
        for (int i = 0; i < list.size() && !shape.problems().isFull(); i++) {
            String entry = at + "[" + i + "]";
            fitting.add(
                    shape.that(list.get(i).isObject(), entry, "must be keys and values", list.get(i))
                            ? fittingKeys(known, list.get(i), entry, shape)
                            : JsonNodeFactory.instance.objectNode());
        }
        return fitting;
    }

    private static ObjectNode fittingKeys(JsonNode known, JsonNode given, String at, Shape shape) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        Collection<String> keys = new TreeSet<>();
        known.fieldNames().forEachRemaining(keys::add);
        given.properties().forEach(entry -> {
            String key = entry.getKey();
            String path = at + "." + key;
            JsonNode like = known.get(key);
            if (like == null) {
                shape.unknown(path, key, keys);
            } else if (entry.getValue().isNull()) {
                shape.withoutValue(path);
            } else if (shape.fits(like, entry.getValue(), path)) {
                kept.set(
                        key,
                        like.isObject() && !like.isEmpty()
                                ? fittingKeys(like, entry.getValue(), path, shape)
                                : entry.getValue());
            }
        });
        NEEDED.stream()
                .filter(key -> known.has(key) && !given.has(key) && !isCommandsUrl(key, given))
                .forEach(key -> shape.problem(at, at + "." + key + " is missing"));
        return kept;
    }

    /** Targets of type commands need no url, since they use Kafka. */
    private static boolean isCommandsUrl(String key, JsonNode given) {
        return key.equals("url") && given.path("type").asText().equalsIgnoreCase("commands");
    }

    /** Completes the entries of a camera, or of alarms, with their defaults. */
    static void complete(ObjectNode section) {
        ONE_OF_EACH.fieldNames().forEachRemaining(list -> {
            JsonNode entries = section.path(list);
            for (int i = 0; i < entries.size(); i++) {
                ((ArrayNode) entries).set(i, over((ObjectNode) any(list, Integer.toString(i)), (ObjectNode)
                        entries.get(i)));
            }
        });
    }

    private static ObjectNode over(ObjectNode defaults, ObjectNode given) {
        given.properties().forEach(entry -> {
            JsonNode known = defaults.path(entry.getKey());
            defaults.set(
                    entry.getKey(),
                    known.isObject() && entry.getValue().isObject()
                            ? over((ObjectNode) known, (ObjectNode) entry.getValue())
                            : entry.getValue());
        });
        return defaults;
    }
}
