package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;

/** The wanted frame rate of a camera, regardless of how many frames a busy machine manages to send. */
public final class WantedRate {
    private static final double MAX_SOURCE_FPS = 1_000; // some cameras state their clock rate instead

    private WantedRate() {}

    /**
     * The configured rate, or the source's stated rate if that is lower.
     *
     * @param sourceFps pictures per second of the source, 0 when unknown
     * @return 0 when unknown, and for a lossless camera, which waits instead
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
