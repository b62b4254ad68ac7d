package dev.hawkeye.site.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.console.admin.CameraProbe;
import dev.hawkeye.console.admin.CameraSight;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.probe.FirstLook;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.change.SettingsSource;
import dev.hawkeye.site.config.CameraSecrets;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Probes cameras from this process, with the secrets of its file. */
final class FirstLooks implements CameraProbe {
    private static final String ID = "test";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int UNPROCESSABLE = 422;

    private final SettingsSource source;

    FirstLooks(SettingsSource source) {
        this.source = source;
    }

    @Override
    public CameraSight look(JsonNode camera) {
        try {
            FirstLook look = FirstLook.at(checked(camera), LONGEST);
            return new CameraSight(look.width(), look.height(), look.fps(), look.codec(), look.jpeg());
        } catch (UserException | IllegalArgumentException e) {
            throw new ApiException(UNPROCESSABLE, e.getMessage().replace("cameras[0].", ""));
        }
    }

    private CameraConfig checked(JsonNode camera) {
        TreeMap<String, String> only = new TreeMap<>();
        only.put(SettingKeys.camera(ID), camera.toString());
        LiveSettings alone = new LiveSettings(1, "", Instant.EPOCH, only);
        HawkeyeConfig config = source.reader(null, alone).read();
        CameraSecrets.check(config, (key, problem) -> {
            throw new UserException(key + " " + problem);
        });
        return config.cameras().stream()
                .filter(each -> each.id().equals(ID))
                .findFirst()
                .orElseThrow(
                        () -> new UserException(
                                "the environment of this process sets its cameras, and overrides all others: unset HAWKEYE_CAMERAS"));
    }
}
