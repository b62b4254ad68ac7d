package dev.hawkeye.analyze.clip;

import dev.hawkeye.analyze.tracks.Spool;
import dev.hawkeye.analyze.tracks.TrackedPicture;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.input.Sources;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.vision.picture.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A copy of one video with its detections drawn in.
 *
 * <p>It contains only the analyzed pictures, each with its own boxes and at its own time: with {@code --every 5}, every
 * fifth. Nothing is interpolated.
 *
 * <p>The pictures come from the video itself, which is decoded a second time. Decoding depends on the file alone, so
 * picture 17 is picture 17 again. Rejected: reading them from the topic {@code frames}. They are gone by the time the
 * last object is known, or painting would have to keep pace with the pipeline; and they have been compressed once more.
 */
final class Clip {
    /** Wider pictures are scaled down; no desktop player shows more, and OpenH264 cannot encode much more. */
    private static final int MAX_WIDTH = 1920;

    private static final double MILLIS = 1000;

    private final CameraConfig camera;
    private final Duration stall;
    private final Overlay overlay;
    private final Path spool;

    /** @param spool the spool of the video's pictures */
    Clip(CameraConfig camera, Duration stall, Overlay overlay, Path spool) {
        this.camera = camera;
        this.stall = stall;
        this.overlay = overlay;
        this.spool = spool;
    }

    /**
     * @param painted runs after each picture
     * @throws IOException when the file cannot be written
     * @throws CameraException when the video cannot be read again
     * @throws ClipException when no clip can be made of its pictures
     */
    void write(Path file, Runnable painted) throws IOException, CameraException, ClipException {
        double rate = rate();
        try (Spool.Reader pictures = new Spool.Reader(spool);
                FrameSource source = Sources.of(camera, SourceKind.of(camera.url()), stall, new StopSignal())) {
            source.open();
            Optional<TrackedPicture> first = pictures.next();
            if (first.isEmpty()) {
                throw new ClipException("none of its pictures was analyzed");
            }
            BufferedImage image = picture(source, -1, first.get(), null);
            if (image.getWidth() < 2 || image.getHeight() < 2) { // the encoder requires even sizes
                throw new ClipException("pictures of " + image.getWidth() + "x" + image.getHeight()
                        + " pixels are too small for a video");
            }
            try (Mp4Writer out = new Mp4Writer(file, image.getWidth() / 2 * 2, image.getHeight() / 2 * 2, rate)) {
                Optional<TrackedPicture> now = first;
                while (now.isPresent()) {
                    overlay.draw(image, now.get());
                    out.add(image, now.get().time() - first.get().time());
                    painted.run();
                    long at = now.get().picture();
                    now = pictures.next();
                    if (now.isPresent()) {
                        image = picture(source, at, now.get(), image);
                    }
                }
                out.finish();
            }
        }
    }

    /** Average pictures per second. */
    private double rate() throws IOException {
        try (Spool.Reader pictures = new Spool.Reader(spool)) {
            long count = 0;
            long first = 0;
            long last = 0;
            for (Optional<TrackedPicture> next = pictures.next(); next.isPresent(); next = pictures.next()) {
                last = next.get().time();
                first = count == 0 ? last : first;
                count++;
            }
            return last > first ? (count - 1) * MILLIS / (last - first) : 1;
        }
    }

    /** @param at index of the source's current picture, -1 before the first */
    private BufferedImage picture(FrameSource source, long at, TrackedPicture wanted, BufferedImage reused)
            throws CameraException, ClipException {
        for (long i = at; i < wanted.picture(); i++) {
            if (!source.next()) {
                throw new ClipException(
                        "it has changed since it was analyzed: picture " + wanted.picture() + " is missing");
            }
        }
        Mat pixels = source.picture(MAX_WIDTH);
        return Raster.copy(pixels, reused);
    }
}
