package dev.hawkeye.site.check;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.SourceFile;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.function.BiConsumer;

/** Whether the files and folders are there that cameras are read from. */
public final class CameraFiles {
    private CameraFiles() {}

    /** As a {@link dev.hawkeye.site.config.ConfigCheck}. Services wait instead: a file may come later. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        for (int i = 0; i < config.cameras().size(); i++) {
            CameraConfig camera = config.cameras().get(i);
            String key = "cameras[" + i + "].url";
            SourceFile.trouble(camera)
                    .ifPresent(trouble -> problems.accept(
                            key,
                            "must be a video file or a folder of pictures that can be read, got: " + camera.source()
                                    + " (" + trouble + "); fix the path, or put it there"));
        }
    }
}
