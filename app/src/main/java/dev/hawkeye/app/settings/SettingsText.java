package dev.hawkeye.app.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.yaml.SettingText;

/** Settings as a file has them. */
final class SettingsText {
    private SettingsText() {}

    static String yaml(LiveSettings live) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        var cameras = JsonNodeFactory.instance.arrayNode();
        live.texts().forEach((key, text) -> {
            if (key.equals(SettingKeys.CAMERA_DEFAULTS) || key.equals(SettingKeys.PROFILES)) {
                tree.set(key, SettingText.object(text, key));
            } else if (SettingKeys.isCamera(key)) {
                cameras.add(SettingText.object(text, key));
            }
        });
        tree.set("cameras", cameras);
        return SettingText.yaml(tree);
    }
}
