package dev.hawkeye.ingest;

import java.time.Duration;

/** Opens HTTP cameras as a camera's thread does. */
final class HttpCameras {
    private HttpCameras() {}

    static FrameSource open(String url, double fps, Duration stall, StopSignal stop) throws CameraException {
        return open(new CameraConfig("gate", url, fps, 0, 0, 90, CameraConfig.Mode.LIVE), stall, stop);
    }

    static FrameSource open(CameraConfig camera, Duration stall, StopSignal stop) throws CameraException {
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
