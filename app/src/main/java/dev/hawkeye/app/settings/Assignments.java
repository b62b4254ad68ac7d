package dev.hawkeye.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.yaml.SettingText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keys and their new values, as {@code KEY=VALUE} on a command line. Immutable. */
public final class Assignments {
    private static final String DEFAULTS = "camera-defaults.";

    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    /**
     * @param arguments KEY=VALUE, where VALUE is as in hawkeye.yaml; KEY= for the default
     * @throws UserException when an argument has another form
     */
    public Assignments(List<String> arguments) {
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 1) {
                throw new UserException("'" + argument + "' must be KEY=VALUE, such as fps=2, or KEY= for the default");
            }
            String key = argument.substring(0, sign);
            if (key.equals("id")) {
                throw new UserException("id cannot be changed: remove the camera, and add it under the other id");
            }
            String value = argument.substring(sign + 1);
            values.put(key, value.isEmpty() ? JsonNodeFactory.instance.nullNode() : SettingText.parse(value, key));
        }
    }

    /**
     * Returns a setting with these assignments applied.
     *
     * @param text the current setting; null if it does not exist yet
     */
    public String over(String text, String name) {
        ObjectNode keys = text == null ? JsonNodeFactory.instance.objectNode() : SettingText.object(text, name);
        values.forEach((key, value) -> {
            if (value.isNull()) {
                keys.remove(key);
            } else {
                keys.set(key, value);
            }
        });
        return keys.toString();
    }

    /** The assignments of keys that apply to all cameras, by path, such as aggregator.confirm. */
    Assignments ofPaths() {
        return part(key -> key.contains(".") && !key.startsWith(DEFAULTS), key -> key);
    }

    /** The assignments of the cameras' defaults, with or without the prefix camera-defaults. in their keys. */
    Assignments ofDefaults() {
        return part(
                key -> !key.contains(".") || key.startsWith(DEFAULTS),
                key -> key.startsWith(DEFAULTS) ? key.substring(DEFAULTS.length()) : key);
    }

    private Assignments part(Predicate<String> wanted, UnaryOperator<String> name) {
        Assignments part = new Assignments(List.of());
        values.forEach((key, value) -> {
            if (wanted.test(key)) {
                part.values.put(name.apply(key), value);
            }
        });
        return part;
    }

    /** The names of the keys. */
    String keys() {
        return String.join(", ", values.keySet());
    }
}
