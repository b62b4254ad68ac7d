package dev.hawkeye.ingest.input;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.street.StreetSettings;
import java.time.Duration;

/** Creates the source for a camera's url. */
public final class Sources {
    private static final int THREADS_OF_A_FILE = 2;

    private Sources() {}

    /** @return a source that is not opened yet */
    public static FrameSource of(CameraConfig camera, SourceKind kind, Duration stall, StopSignal stop) {
        if (kind == SourceKind.FOLDER) {
            return new FolderSource(SourceKind.path(camera.url()), camera.fps(), stall, stop);
        }
        if (kind == SourceKind.SYNTHETIC) {
            return new StreetSource(StreetSettings.parse(camera.url()), stop);
        }
        SourceAddress address =
                new SourceAddress(camera.url(), kind, stall, camera.transport(), camera.verifyCertificate());
        if (kind == SourceKind.HTTP) {
            return new HttpSource(address, camera, stop);
        }
        boolean slowedDown = kind == SourceKind.FILE && camera.mode() == CameraConfig.Mode.LOSSLESS;
        int threads = slowedDown ? THREADS_OF_A_FILE : 1;
        return new FFmpegSource(address, threads, stop);
    }
}
