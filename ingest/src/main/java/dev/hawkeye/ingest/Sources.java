package dev.hawkeye.ingest;

import java.time.Duration;
import java.time.Instant;

/** Makes the source that a camera's url asks for. */
final class Sources {
    private static final int THREADS_OF_A_FILE = 2;

    private Sources() {}

    /** @return not opened yet */
    static FrameSource of(CameraConfig camera, SourceKind kind, Duration stall, StopSignal stop) {
        Instant start = camera.start();
        if (kind == SourceKind.FOLDER) {
            return new FolderSource(SourceKind.path(camera.url()), camera.fps(), start, stall, stop);
        }
        boolean slowedDown = kind == SourceKind.FILE && camera.mode() == CameraConfig.Mode.LOSSLESS;
        int threads = slowedDown ? THREADS_OF_A_FILE : 1;
        return new FFmpegSource(new SourceAddress(camera.url(), kind, stall), start, threads, stop);
    }
}
