package dev.hawkeye.ingest.input;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;

/** Opens HTTP cameras as a camera's thread does. */
public final class HttpCameras {
    private HttpCameras() {}

    public static FrameSource open(String url, double fps, Duration stall, StopSignal stop) throws CameraException {
        return open(new CameraConfig("gate", url, fps, 0, 0, 90, CameraConfig.Mode.LIVE), stall, stop);
    }

    public static FrameSource open(CameraConfig camera, Duration stall, StopSignal stop) throws CameraException {
        FrameSource source = Sources.of(camera, SourceKind.of(camera.url()), stall, stop);
        try {
            source.open();
            return source;
        } catch (CameraException e) {
            source.close();
            throw e;
        }
    }
}
