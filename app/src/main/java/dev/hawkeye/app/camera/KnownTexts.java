package dev.hawkeye.app.camera;

import dev.hawkeye.settings.Nearest;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.settings.SettingKeys;
import java.util.List;
import java.util.SortedMap;

/** The settings text of a camera that must exist. */
final class KnownTexts {
    private KnownTexts() {}

    /** @throws UserException when there is no such camera */
    static String of(SortedMap<String, String> texts, String id) {
        String text = texts.get(SettingKeys.camera(id));
        if (text == null) {
            List<String> ids = SettingKeys.cameraIds(texts.keySet());
            throw new UserException("there is no camera " + id
                    + Nearest.to(id, ids)
                            .map(known -> "; did you mean " + known + "?")
                            .orElse(": `./hawkeye settings show` prints all cameras"));
        }
        return text;
    }
}
