package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.settings.Nearest;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from environment variables: HAWKEYE_ and the path of the key in upper case, with '_' for '.' and '-'. Within
 * a section of native properties, '_' stands for '.'.
 */
final class Environment {
    private static final Logger log = LoggerFactory.getLogger(Environment.class);
    private static final String PREFIX = "HAWKEYE_";

    /** Hawkeye's variables that are not settings. */
    private static final Set<String> OTHERS = Set.of("HAWKEYE_JAVA_OPTS", "HAWKEYE_DATA", "HAWKEYE_LOG_FORMAT");

    private final Map<String, String> paths = new TreeMap<>();
    private final List<String> foreign = new ArrayList<>(Reference.FOREIGN);
    private final JsonNode defaults;

    Environment(Reference reference) {
        defaults = reference.tree();
        reference.leaves().forEach(path -> paths.put(name(path), path));
        foreign.sort(Comparator.comparingInt(String::length).reversed());
    }

    void layOver(Overlay overlay, Map<String, String> variables) {
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                try {
                    lay(overlay, name, value);
                } catch (ConfigException e) {
                    overlay.problems().add(e);
                }
            }
        });
    }

    private void lay(Overlay overlay, String name, String value) {
        String path = paths.get(name);
        if (path != null) {
            overlay.lay(nested(path, value(name, path, value)), name);
            return;
        }
        for (String section : foreign) {
            String start = name(section) + "_";
            if (name.startsWith(start) && name.length() > start.length()) {
                String key =
                        name.substring(start.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                overlay.lay(below(section, key, JsonNodeFactory.instance.textNode(value)), name);
                return;
            }
        }
        if (!fromKubernetes(name, value)) {
            log.warn("The environment variable {} is not a setting{}", name, suggestion(name));
        }
    }

    private JsonNode value(String name, String path, String value) {
        JsonNode before = defaults.at("/" + path.replace('.', '/'));
        boolean text = before.isValueNode() || Reference.FOREIGN.contains(parent(path));
        return text ? JsonNodeFactory.instance.textNode(value) : YamlText.parse(value, name);
    }

    /** {@code value} under {@code path} in an otherwise empty tree. */
    static ObjectNode nested(String path, JsonNode value) {
        for (String section : Reference.FOREIGN) {
            if (path.startsWith(section + ".")) {
                return below(section, path.substring(section.length() + 1), value);
            }
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? object(path, value) : below(path.substring(0, dot), path.substring(dot + 1), value);
    }

    private static ObjectNode below(String section, String key, JsonNode value) {
        ObjectNode node = object(key, value);
        String rest = section;
        while (!rest.isEmpty()) {
            int dot = rest.lastIndexOf('.');
            node = object(rest.substring(dot + 1), node);
            rest = rest.substring(0, Math.max(0, dot));
        }
        return node;
    }

    private static ObjectNode object(String key, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(key, value);
    }

    private static String parent(String path) {
        for (String section : Reference.FOREIGN) {
            if (path.startsWith(section + ".")) {
                return section;
            }
        }
        return "";
    }

    static String name(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Kubernetes adds the address of every service to the environment, including one named hawkeye. */
    private static boolean fromKubernetes(String name, String value) {
        return value.startsWith("tcp://") || name.matches(".*_SERVICE_(HOST|PORT.*)|.*_PORT(_.*)?");
    }

    private String suggestion(String name) {
        return Nearest.to(name, new TreeSet<>(paths.keySet()))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }
}
