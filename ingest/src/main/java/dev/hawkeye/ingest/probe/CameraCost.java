package dev.hawkeye.ingest.probe;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.input.Sources;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The processing cost of a camera until its frames are in Kafka, measured on one core, and the frames themselves.
 *
 * @param jpegs frames as ingest sends them, at least one
 * @param decodeMillis time to read and decode one picture of the source, analyzed or not; 0 for the demo street, since
 *     real cameras do not draw their pictures
 * @param encodeMillis time to make one frame: color conversion, scaling, JPEG
 * @param fps of the source; 0 when unknown
 * @param width of the frames, pixels
 * @param height of the frames, pixels
 */
public record CameraCost(
        List<byte[]> jpegs, double decodeMillis, double encodeMillis, double fps, int width, int height) {
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);
    private static final int WARM_UP = 5; // pictures; a shorter source is measured cold

    /**
     * Measures the first pictures of a source.
     *
     * @param camera read as fast as possible
     * @param most maximum number of pictures, at least 1
     * @param check called for each picture; an exception that it throws ends the measurement
     * @throws IllegalArgumentException with a one-sentence message, when the source cannot be read
     */
    public static CameraCost measure(CameraConfig camera, int most, Runnable check) {
        SourceKind kind = SourceKind.of(camera.url());
        List<byte[]> jpegs = new ArrayList<>();
        long decoding = 0;
        long encoding = 0;
        try (FrameSource source = Sources.of(camera, kind, STALL_TIMEOUT, new StopSignal());
                JpegEncoder encoder = new JpegEncoder(camera.jpegQuality())) {
            source.open();
            long begin = System.nanoTime();
            while (jpegs.size() < most && source.next()) {
                check.run();
                if (jpegs.size() == WARM_UP) {
                    decoding = 0;
                    encoding = 0;
                }
                long decoded = System.nanoTime();
                jpegs.add(encoder.encode(source.picture(camera.maxWidth())));
                long encoded = System.nanoTime();
                decoding += decoded - begin;
                encoding += encoded - decoded;
                begin = encoded;
            }
            if (jpegs.isEmpty()) {
                throw new IllegalArgumentException(camera.source() + " has no picture");
            }
            PictureSize size = new PictureSize(source.width(), source.height()).within(camera.maxWidth());
            double measured = 1e6 * (jpegs.size() > WARM_UP ? jpegs.size() - WARM_UP : jpegs.size());
            return new CameraCost(
                    List.copyOf(jpegs),
                    kind == SourceKind.SYNTHETIC ? 0 : decoding / measured,
                    encoding / measured,
                    source.fps(),
                    size.width(),
                    size.height());
        } catch (CameraException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
