package dev.hawkeye.ingest.status;

import dev.hawkeye.ingest.gate.Gate;
import dev.hawkeye.metrics.Readings;
import dev.hawkeye.schemas.CameraState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The meters of one camera, see {@link IngestMetrics}. Thread-safe. */
public final class CameraMeters {
    private final String camera;
    private final Counter pictures;
    private final Counter frames;
    private final Counter dropped;
    private final Counter frameBytes;
    private final Counter sourceBytes;
    private final Counter reconnects;
    private final Timer encoding;
    private final Counter audited;
    private final Counter missed;
    private final Map<Gate.Decision, Counter> decisions = new EnumMap<>(Gate.Decision.class);
    private final Readings readings;
    private boolean released; // guarded by this

    public CameraMeters(String camera, MeterRegistry registry) {
        this.camera = camera;
        pictures = IngestMetrics.PICTURES.counter(registry, camera);
        frames = IngestMetrics.FRAMES.counter(registry, camera);
        dropped = IngestMetrics.FRAMES_DROPPED.counter(registry, camera);
        frameBytes = IngestMetrics.FRAME_BYTES.counter(registry, camera);
        sourceBytes = IngestMetrics.SOURCE_BYTES.counter(registry, camera);
        reconnects = IngestMetrics.RECONNECTS.counter(registry, camera);
        encoding = IngestMetrics.ENCODING.timer(registry, camera);
        for (Gate.Decision decision : Gate.Decision.values()) {
            decisions.put(
                    decision,
                    IngestMetrics.GATE_FRAMES.counter(
                            registry, camera, decision.name().toLowerCase(Locale.ROOT)));
        }
        audited = IngestMetrics.GATE_AUDITED.counter(registry, camera);
        missed = IngestMetrics.GATE_MISSED.counter(registry, camera);
        readings = new Readings(registry);
    }

    void read(long morePictures, long bytes) {
        pictures.increment((double) morePictures);
        sourceBytes.increment((double) bytes);
    }

    void sent(int jpegBytes) {
        frames.increment();
        frameBytes.increment(jpegBytes);
    }

    void dropped(long moreFrames) {
        dropped.increment((double) moreFrames);
    }

    /** @param nanos time to encode one JPEG */
    public void encoded(long nanos) {
        encoding.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a decision of the gate. */
    public void decided(Gate.Decision decision) {
        decisions.get(decision).increment();
    }

    void audited(int objects, int objectsMissed) {
        audited.increment(objects);
        missed.increment(objectsMissed);
    }

    void entered(CameraState state) {
        switch (state) {
            case STREAMING -> up(1);
            case CONNECTING, FAILED -> up(0);
            case RECONNECTING -> {
                reconnects.increment();
                up(0);
            }
            case ENDED, STOPPED -> release();
        }
    }

    private synchronized void up(int value) {
        if (!released) {
            readings.set(IngestMetrics.CAMERA_UP, value, camera);
        }
    }

    /** Its state is shown again after a release. */
    synchronized void resume() {
        released = false;
    }

    /** The camera is no longer read here, in whichever state it was. */
    synchronized void release() {
        released = true;
        readings.close();
    }
}
