package dev.hawkeye.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.yaml.SettingText;

/** Settings in the form of a file. */
final class SettingsText {
    private SettingsText() {}

    static String yaml(LiveSettings live) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        var cameras = JsonNodeFactory.instance.arrayNode();
        live.texts().forEach((key, text) -> {
            if (key.equals(SettingKeys.CAMERA_DEFAULTS) || key.equals(SettingKeys.PROFILES)) {
                tree.set(key, SettingText.object(text, key));
            } else if (key.equals(SettingKeys.VALUES)) {
                SettingText.object(text, key)
                        .properties()
                        .forEach(value -> put(tree, value.getKey(), value.getValue()));
            } else if (SettingKeys.isCamera(key)) {
                cameras.add(SettingText.object(text, key));
            }
        });
        tree.set("cameras", cameras);
        return SettingText.yaml(tree);
    }

    private static void put(ObjectNode tree, String path, JsonNode value) {
        ObjectNode section = tree;
        int last = path.lastIndexOf('.');
        for (String name : path.substring(0, last).split("\\.", -1)) {
            section = section.withObject("/" + name);
        }
        section.set(path.substring(last + 1), value);
    }
}
