package dev.hawkeye.ingest.probe;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.input.Sources;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a camera's address delivers.
 *
 * @param jpeg its first picture, scaled down
 * @param width of its pictures, pixels
 * @param height of its pictures, pixels
 * @param fps as the source states it, or as measured for 2 s; 0 when unknown
 * @param codec of the video, such as h264; empty when it is not a video
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FirstLook(byte[] jpeg, int width, int height, double fps, String codec) {
    private static final int JPEG_WIDTH = 960;
    private static final int JPEG_QUALITY = 80;
    private static final int TORN = 50; // a stream may start in the middle of a group of pictures
    private static final Duration MEASURED = Duration.ofSeconds(2);

    /**
     * Opens the camera and closes it again.
     *
     * @param longest time for everything except the host name lookup
     * @throws IllegalArgumentException with a one-sentence message, when there is no picture
     */
    public static FirstLook at(CameraConfig camera, Duration longest) {
        SourceKind kind = SourceKind.of(camera.url());
        StopSignal stop = new StopSignal();
        Executor late = CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS);
        late.execute(stop::raise);
        try (FrameSource source = Sources.of(camera, kind, longest, stop);
                JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY)) {
            source.open();
            byte[] jpeg = encoder.encode(first(source, camera));
            int width = source.width();
            int height = source.height();
            double stated = source.fps();
            return new FirstLook(
                    jpeg, width, height, stated > 0 || source.hasEnd() ? stated : measured(source), source.codec());
        } catch (CameraException e) {
            throw new IllegalArgumentException(
                    stop.isRaised()
                            ? camera.source() + " has sent no picture within " + longest.toSeconds()
                                    + " s: check address, login and network"
                            : e.getMessage(),
                    e);
        }
    }

    private static Mat first(FrameSource source, CameraConfig camera) throws CameraException {
        for (int i = 0; i < TORN && source.next(); i++) {
            Mat picture = source.picture(JPEG_WIDTH);
            if (picture != null) {
                return picture;
            }
        }
        throw new IllegalArgumentException(camera.source() + " has no picture that can be decoded");
    }

    private static double measured(FrameSource source) throws CameraException {
        long begin = System.nanoTime();
        long end = begin + MEASURED.toNanos();
        long last = begin;
        int pictures = 0;
        while (last < end && source.next()) {
            last = System.nanoTime();
            pictures++;
        }
        return pictures == 0 ? 0 : Math.round(10 * 1e9 * pictures / (last - begin)) / 10.0;
    }
}
