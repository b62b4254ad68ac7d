package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;

/** How many frames per second of a camera are wanted, however many of them a busy machine manages to send. */
public final class WantedRate {
    private static final double MAX_SOURCE_FPS = 1_000; // some cameras state the ticks of their clock instead

    private WantedRate() {}

    /**
     * What is configured, or what the source has by its own account, if that is less.
     *
     * @param sourceFps pictures per second of the source, 0 when unknown
     * @return 0 when it cannot be told, and for a lossless camera, which waits instead
     */
    public static double of(CameraConfig camera, double sourceFps) {
        if (camera.mode() == CameraConfig.Mode.LOSSLESS) {
            return 0;
        }
        double known = sourceFps > 0 && sourceFps <= MAX_SOURCE_FPS ? sourceFps : 0;
        if (camera.every() > 0) {
            return known / camera.every();
        }
        return camera.fps() == 0 || (known > 0 && known < camera.fps()) ? known : camera.fps();
    }
}
