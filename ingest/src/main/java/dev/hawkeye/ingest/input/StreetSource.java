package dev.hawkeye.ingest.input;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The demo camera. Without an end, it delivers its pictures in real time, like a camera, and skips those that come due
 * while no one reads; with an end, it delivers all of them, like a file.
 */
final class StreetSource implements FrameSource {
    private static final PictureSize SIZE = new PictureSize(Street.WIDTH, Street.HEIGHT);

    private final StreetSettings settings;
    private final StopSignal stop;
    private Street street;
    private Mat scaled;
    private Mat gray;
    private Mat small;
    private long opened;
    private long index = -1;
    private Instant arrived;
    private long bytes;

    StreetSource(StreetSettings settings, StopSignal stop) {
        this.settings = settings;
        this.stop = stop;
    }

    @Override
    public void open() throws CameraException {
        street = new Street(settings, stop::isRaised);
        if (stop.isRaised()) {
            throw CameraException.temporary("stopped");
        }
        opened = System.nanoTime();
    }

    @Override
    public boolean next() {
        if (hasEnd()) {
            if (index + 1 == settings.pictures()) {
                return false;
            }
            advance();
        } else {
            advance();
            while (micros() + 1_000_000L / settings.fps() <= elapsedMicros()) {
                advance();
            }
            stop.awaitRaised(Duration.ofNanos(Math.max(0, micros() - elapsedMicros()) * 1000));
        }
        arrived = Instant.now();
        return true;
    }

    private void advance() {
        index++;
        street.advance();
    }

    private long elapsedMicros() {
        return (System.nanoTime() - opened) / 1000;
    }

    @Override
    public long micros() {
        return index * 1_000_000L / settings.fps();
    }

    @Override
    public Instant arrived() {
        return arrived;
    }

    @Override
    public Mat picture(int maxWidth) {
        Mat picture = street.picture();
        PictureSize asked = SIZE.within(maxWidth);
        if (asked.equals(SIZE)) {
            return picture;
        }
        if (scaled == null) {
            scaled = new Mat();
        }
        try (Size size = new Size(asked.width(), asked.height())) {
            resize(picture, scaled, size, 0, 0, INTER_AREA);
        }
        return scaled;
    }

    @Override
    public Mat luma(int maxWidth) {
        PictureSize asked = SIZE.within(maxWidth);
        if (gray == null) {
            gray = new Mat();
            small = new Mat();
        }
        cvtColor(street.picture(), gray, COLOR_BGR2GRAY);
        try (Size size = new Size(asked.width(), asked.height())) {
            resize(gray, small, size, 0, 0, INTER_AREA);
        }
        return small;
    }

    @Override
    public int width() {
        return Street.WIDTH;
    }

    @Override
    public int height() {
        return Street.HEIGHT;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void encoded(long jpegBytes) {
        bytes += jpegBytes;
    }

    @Override
    public long decodeNanos() {
        return 0;
    }

    @Override
    public long torn() {
        return 0;
    }

    @Override
    public long expectedPictures() {
        return settings.pictures();
    }

    @Override
    public double fps() {
        return settings.fps();
    }

    @Override
    public Duration clump() {
        return Duration.ZERO;
    }

    @Override
    public boolean hasEnd() {
        return settings.seconds() > 0;
    }

    @Override
    public Optional<String> shortfall() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (gray != null) {
            gray.close();
            small.close();
        }
        if (scaled != null) {
            scaled.close();
        }
        if (street != null) {
            street.close();
        }
    }
}
