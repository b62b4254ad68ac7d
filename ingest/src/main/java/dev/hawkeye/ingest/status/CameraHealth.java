package dev.hawkeye.ingest.status;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of one camera since this instance started reading it: state, counts, last error. Updated by the camera's
 * thread and the producer's, read by any thread. Each change of state is published at once. Thread-safe.
 */
public final class CameraHealth {
    private static final Logger log = LoggerFactory.getLogger(CameraHealth.class);

    private final CameraConfig camera;
    private final IngestConfig config;
    private final CameraMeters meters;
    private final Consumer<CameraStatus> publisher;
    private CameraState state = CameraState.CONNECTING;
    private Instant since = now();
    private String stream;
    private int width;
    private int height;
    private long expectedPictures;
    private double wantedFps;
    private long framesRead;
    private long framesSent;
    private long framesDropped;
    private long bytesRead;
    private long reconnects;
    private long objectsAudited;
    private long objectsMissed;
    private String lastError;

    /** @param publisher takes each status, on the thread that caused it */
    public CameraHealth(
            CameraConfig camera, IngestConfig config, CameraMeters meters, Consumer<CameraStatus> publisher) {
        this.camera = camera;
        this.config = config;
        this.meters = meters;
        this.publisher = publisher;
    }

    /** Whether it belongs to a camera with exactly these settings. */
    public boolean reads(CameraConfig settings) {
        return camera.equals(settings);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Enters a state and publishes it.
     *
     * @param error in one sentence, or null to keep the last one
     */
    public void enter(CameraState next, String error) {
        synchronized (this) {
            since = state == next ? since : now();
            state = next;
            lastError = error == null ? lastError : error;
            if (next == CameraState.RECONNECTING) {
                reconnects++;
            }
            meters.entered(next);
        }
        publish();
    }

    /** Publishes and shows an ended camera again, after it was released. */
    public void resume() {
        CameraState same;
        synchronized (this) {
            same = state;
            meters.resume();
        }
        enter(same, null);
    }

    /** Ends its gauge: this instance no longer reads the camera, which may have failed for good before. */
    public void release() {
        meters.release();
    }

    /** Sets the stream to one that is complete on the topic and is not read again. */
    public synchronized void complete(String id) {
        stream = id;
    }

    /**
     * Enters the streaming state at the first picture of a stream, with {@code fps} as the wanted frame rate, 0 when
     * unknown.
     */
    public void streaming(String id, int pictureWidth, int pictureHeight, long pictures, double fps) {
        synchronized (this) {
            if (state == CameraState.RECONNECTING) {
                log.info("Camera {} streams again after {}", camera.id(), inWords(Duration.between(since, now())));
            }
            stream = id;
            width = pictureWidth;
            height = pictureHeight;
            expectedPictures = pictures;
            wantedFps = fps;
        }
        enter(CameraState.STREAMING, null);
    }

    /** Sets a new picture size; published with the next report. */
    public synchronized void resized(int pictureWidth, int pictureHeight) {
        width = pictureWidth;
        height = pictureHeight;
    }

    /** @return the two largest units, such as "3 m 12 s" */
    static String inWords(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " m " + time.toSecondsPart() + " s" : time.toSeconds() + " s";
    }

    /** Adds the pictures and bytes read since the last call. */
    public synchronized void read(long pictures, long bytes) {
        framesRead += pictures;
        bytesRead += bytes;
        meters.read(pictures, bytes);
    }

    /** Counts a frame that Kafka has acknowledged. */
    public synchronized void sent(int jpegBytes) {
        framesSent++;
        meters.sent(jpegBytes);
    }

    /** @param error the reason, in one sentence */
    public synchronized void dropped(long frames, String error) {
        framesDropped += frames;
        lastError = error;
        meters.dropped(frames);
    }

    /**
     * Counts an audit of the gate: the clear objects that were found, and how many of them the gate would have missed.
     */
    public synchronized void audited(int objects, int missed) {
        objectsAudited += objects;
        objectsMissed += missed;
        meters.audited(objects, missed);
    }

    /** Publishes the current status. */
    public void publish() {
        publisher.accept(report());
    }

    synchronized CameraStatus report() {
        return CameraStatus.newBuilder()
                .setCamera(camera.id())
                .setSource(camera.source())
                .setState(state)
                .setSince(since)
                .setReported(now())
                .setStream(stream)
                .setWidth(width)
                .setHeight(height)
                .setFramesRead(framesRead)
                .setFramesSent(framesSent)
                .setFramesDropped(framesDropped)
                .setBytesRead(bytesRead)
                .setReconnects(reconnects)
                .setObjectsAudited(objectsAudited)
                .setObjectsMissed(objectsMissed)
                .setLastError(lastError)
                .setName(camera.name())
                .setGroup(config.group())
                .setIntervalMillis((int)
                        Math.min(Integer.MAX_VALUE, config.statusInterval().toMillis()))
                .setWantedFps(state == CameraState.STREAMING ? wantedFps : 0)
                .build();
    }

    public synchronized CameraProgress progress() {
        boolean ended = state == CameraState.ENDED || state == CameraState.FAILED;
        return new CameraProgress(framesSent, framesRead, expectedPictures, ended);
    }

    public synchronized CameraEnd end(CameraEnd.Outcome outcome, String error) {
        return new CameraEnd(camera.id(), outcome, framesSent, bytesRead, error);
    }
}
