package dev.hawkeye.site.check;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.SourceFile;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.function.BiConsumer;

/** Checks that the files and folders of cameras can be read. */
public final class CameraFiles {
    private CameraFiles() {}

    /** As a {@link dev.hawkeye.site.config.ConfigCheck}. Services wait instead: a file may appear later. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        for (int i = 0; i < config.cameras().size(); i++) {
            CameraConfig camera = config.cameras().get(i);
            String key = "cameras[" + i + "].url";
            SourceFile.trouble(camera)
                    .ifPresent(trouble -> problems.accept(
                            key,
                            "must be a readable video file or folder of pictures, got: " + camera.source() + " ("
                                    + trouble + "); fix the path, or put it there"));
        }
    }
}
