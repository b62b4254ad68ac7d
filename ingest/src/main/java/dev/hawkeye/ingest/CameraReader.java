package dev.hawkeye.ingest;

import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera from its first opening until it ends or is to stop: opens, reads, picks, encodes, sends, and opens again
 * after a pause when anything fails. It runs on one thread, and shares with other cameras nothing but the producer.
 *
 * <p>A network camera or device is never given up. A file or folder is, when it is missing or no video: then it has
 * FAILED, and the user must mend it. A file that is cut off is read as far as it goes and has ENDED, with an error.
 */
final class CameraReader implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(CameraReader.class);
    private static final Duration PROVEN = Duration.ofSeconds(10);

    private final CameraConfig camera;
    private final Duration stall;
    private final Backoff backoff;
    private final FrameOutlet outlet;
    private final CameraHealth health;
    private final CameraMeters meters;
    private final Consumer<CameraEnd> ends;
    private final StopSignal stop;

    /** @param ends told when the camera has ended or failed for good, on the camera's thread */
    CameraReader(
            CameraConfig camera,
            IngestConfig config,
            FrameOutlet outlet,
            CameraHealth health,
            CameraMeters meters,
            Consumer<CameraEnd> ends,
            StopSignal stop) {
        this.camera = camera;
        this.stall = config.stallTimeout();
        this.backoff = new Backoff(config.retryFirst(), config.retryLongest());
        this.outlet = outlet;
        this.health = health;
        this.meters = meters;
        this.ends = ends;
        this.stop = stop;
    }

    @Override
    public void run() {
        health.enter(CameraState.CONNECTING, null);
        while (!stop.isRaised()) {
            try {
                Optional<String> shortfall = readOnce();
                finish(CameraState.ENDED, CameraEnd.Outcome.ENDED, shortfall.orElse(null));
                return;
            } catch (CameraException e) {
                if (e.isPermanent() && !isNetwork() && !stop.isRaised()) {
                    finish(CameraState.FAILED, CameraEnd.Outcome.FAILED, e.getMessage());
                    return;
                }
                pause(e.getMessage());
            } catch (RuntimeException | LinkageError e) {
                log.debug("Camera {}", camera.id(), e);
                pause("unexpected: " + e);
            }
        }
        health.enter(CameraState.STOPPED, null);
    }

    private boolean isNetwork() {
        SourceKind kind = SourceKind.of(camera.url());
        return kind == SourceKind.RTSP || kind == SourceKind.HTTP;
    }

    private void pause(String error) {
        if (!stop.isRaised()) {
            Duration pause = backoff.pause();
            log.warn("Camera {}: {}; next try in {} ms", camera.id(), error, pause.toMillis());
            health.enter(CameraState.RECONNECTING, error);
            stop.awaitRaised(pause);
        }
    }

    private void finish(CameraState state, CameraEnd.Outcome outcome, String error) {
        if (error == null) {
            log.info("Camera {} has ended", camera.id());
        } else {
            log.warn("Camera {} has {}: {}", camera.id(), state.name().toLowerCase(Locale.ROOT), error);
        }
        health.enter(state, error);
        ends.accept(health.end(outcome, error));
    }

    /** @return at the end of the source: what was missing */
    private Optional<String> readOnce() throws CameraException {
        SourceKind kind = SourceKind.of(camera.url());
        try (FrameSource source = Sources.of(camera, kind, stall, stop);
                JpegEncoder encoder = new JpegEncoder(camera.jpegQuality())) {
            source.open();
            FrameStream stream = new FrameStream(source.hasEnd(), outlet);
            try {
                read(source, Sampler.of(camera, kind), encoder, stream);
            } catch (CameraException e) {
                stream.breakOff();
                throw e;
            }
            outlet.awaitAcknowledged();
            checkStopped();
            outlet.check();
            return source.shortfall();
        }
    }

    private void checkStopped() throws CameraException {
        if (stop.isRaised()) {
            throw CameraException.temporary("stopped");
        }
    }

    private void read(FrameSource source, Sampler sampler, JpegEncoder encoder, FrameStream stream)
            throws CameraException {
        boolean paced = source.hasEnd() && camera.mode() == CameraConfig.Mode.LIVE;
        long opened = System.nanoTime();
        Counted before = new Counted(0, 0, 0);
        Counted atFrame = before;
        for (long index = 0; source.next(); index++) {
            before = count(source, before, 1);
            if (index == 0) {
                health.streaming(stream.id(), source.width(), source.height(), source.expectedPictures());
            }
            if (System.nanoTime() - opened > PROVEN.toNanos()) {
                backoff.reset();
            }
            if (sampler.isDue(index, source.micros())) {
                if (paced) {
                    stop.awaitRaised(
                            Duration.of(source.micros(), ChronoUnit.MICROS).minusNanos(System.nanoTime() - opened));
                }
                stream.add(frame(source, encoder, atFrame));
                outlet.check();
                atFrame = Counted.of(source);
            }
            checkStopped();
        }
        count(source, before, 0);
        stream.end(source.bytesRead() - atFrame.bytes());
    }

    private Counted count(FrameSource source, Counted before, int pictures) {
        Counted now = Counted.of(source);
        health.read(pictures, now.bytes() - before.bytes());
        if (now.torn() > before.torn()) {
            health.dropped(now.torn() - before.torn(), "some pictures cannot be decoded");
        }
        return now;
    }

    private Frame frame(FrameSource source, JpegEncoder encoder, Counted atFrame) throws CameraException {
        long begin = System.nanoTime();
        Mat picture = source.picture(camera.maxWidth());
        byte[] jpeg = encoder.encode(picture);
        long nanos = System.nanoTime() - begin + source.decodeNanos() - atFrame.decodeNanos();
        meters.encoding().record(nanos, TimeUnit.NANOSECONDS);
        return Frame.newBuilder()
                .setCamera(camera.id())
                .setStream("") // the stream fills it in, with the number
                .setSequence(0)
                .setCaptureTime(source.captured().truncatedTo(ChronoUnit.MILLIS))
                .setWidth(picture.cols())
                .setHeight(picture.rows())
                .setLive(camera.mode() == CameraConfig.Mode.LIVE)
                .setSourceBytes(source.bytesRead() - atFrame.bytes())
                .setIngestMicros(TimeUnit.NANOSECONDS.toMicros(nanos))
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
    }

    /** What a source has counted so far. */
    private record Counted(long bytes, long torn, long decodeNanos) {
        static Counted of(FrameSource source) {
            return new Counted(source.bytesRead(), source.torn(), source.decodeNanos());
        }
    }
}
