package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.CameraProbe;
import dev.hawkeye.console.admin.CameraSight;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.probe.FirstLook;
import java.time.Duration;

/** Looks at cameras from this process. */
final class FirstLooks implements CameraProbe {
    private static final String ID = "test";
    private static final int JPEG_QUALITY = 80;
    private static final int UNPROCESSABLE = 422;

    @Override
    public CameraSight look(String url, String login) {
        try {
            CameraConfig camera = new CameraConfig(ID, url, 0, 0, 0, JPEG_QUALITY, CameraConfig.Mode.LIVE);
            FirstLook look = FirstLook.at(camera, Duration.ofSeconds(MOST_SECONDS));
            return new CameraSight(look.width(), look.height(), look.fps(), look.codec(), look.jpeg());
        } catch (IllegalArgumentException e) {
            throw new ApiException(UNPROCESSABLE, e.getMessage());
        }
    }
}
