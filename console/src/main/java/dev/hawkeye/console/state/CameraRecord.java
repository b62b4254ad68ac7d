package dev.hawkeye.console.state;

import dev.hawkeye.console.api.CameraView;
import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.console.figures.RecentRate;
import dev.hawkeye.console.figures.RecentValues;
import dev.hawkeye.console.figures.RecentValues.Percentiles;
import dev.hawkeye.console.figures.Rounded;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Unchanged;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The state of one camera. Thread-safe. */
public final class CameraRecord {
    private static final int MAX_LATENCIES = 512;
    /** No more records are expected from a camera in these states. */
    private static final Set<CameraState> OVER = Set.of(CameraState.ENDED, CameraState.STOPPED);

    private final String id;
    private final Clock clock;
    private final RecentRate analysed;
    private final RecentRate unchanged;
    private final RecentValues latencies = new RecentValues(MAX_LATENCIES);
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private CameraStatus status;
    private DetectionView last;
    private DetectionView full;
    private Shot fullShot;
    private long heardOf;
    private double fps;
    private double unchangedFps;
    private boolean changed;
    private boolean wasSilent;

    /** A frame and the objects in it. */
    public record Shot(FrameRef frame, List<DetectedObject> objects) {}

    CameraRecord(String id, Clock clock) {
        this.id = id;
        this.clock = clock;
        this.analysed = new RecentRate(System.nanoTime());
        this.unchanged = new RecentRate(System.nanoTime());
    }

    public String id() {
        return id;
    }

    /** @param time the time at which the broker received the record, epoch milliseconds */
    public synchronized void status(CameraStatus newest, long time) {
        status = newest;
        heardOf = Math.max(heardOf, time);
    }

    /**
     * @param view the view of {@code detection}
     * @param time the time at which the broker received the record, epoch milliseconds
     * @param recent whether it is current, not part of a backlog
     * @return the view to show: for an UNCHANGED frame, one with the picture and the objects of the frame that it
     * refers to
     */
    public synchronized DetectionView detection(Detection detection, DetectionView view, long time, boolean recent) {
        heardOf = Math.max(heardOf, time);
        fates.merge(detection.getFate(), 1L, Long::sum);
        changed = true;
        if (detection.getFate() == Fate.UNCHANGED) {
            last = isSinceFull(detection) ? view.as(full) : view;
        } else {
            last = view;
            full = view;
            fullShot = new Shot(detection.getFrame(), detection.getObjects());
        }
        if (recent) {
            long now = System.nanoTime();
            if (detection.getFate() == Fate.DETECTED) {
                analysed.add(now);
                latencies.add(detection.getTimes().getAgeMicros(), now);
            } else if (detection.getFate() == Fate.UNCHANGED) {
                unchanged.add(now);
            }
        }
        return last;
    }

    /** Whether an UNCHANGED frame refers to the newest full frame, one that was analyzed. */
    private boolean isSinceFull(Detection detection) {
        return full != null
                && full.fate().equals(Fate.DETECTED.name())
                && Unchanged.refersTo(detection, full.stream(), full.sequence());
    }

    synchronized long heardOf() {
        return heardOf;
    }

    public synchronized DetectionView last() {
        return last;
    }

    /** @return the newest frame that has a picture; null before the first */
    public synchronized Shot lastShot() {
        return fullShot;
    }

    /**
     * Frames analyzed per second over 10 s, to a tenth, as of the last measurement, so that all clients get the same
     * value.
     */
    public synchronized double fps() {
        return fps;
    }

    /** UNCHANGED frames per second, which were not analyzed, likewise. */
    public synchronized double unchangedFps() {
        return unchangedFps;
    }

    /** @return whether there is something to publish: new detections, a different rate, or the camera fell silent */
    public synchronized boolean measure() {
        double before = fps;
        double unchangedBefore = unchangedFps;
        long now = System.nanoTime();
        fps = Rounded.tenths(analysed.perSecond(now));
        unchangedFps = Rounded.tenths(unchanged.perSecond(now));
        boolean silent = isSilent();
        boolean was = changed || fps != before || unchangedFps != unchangedBefore || silent != wasSilent;
        changed = false;
        wasSilent = silent;
        return was;
    }

    public synchronized boolean isStreaming() {
        return status != null && status.getState() == CameraState.STREAMING && !isSilent();
    }

    /** @return the frame rate wanted of a live camera now; 0 while it is not streaming, or when unknown */
    public synchronized double wantedFps() {
        return isStreaming() ? status.getWantedFps() : 0;
    }

    /** A killed ingest does not report that its cameras have stopped: the reports cease. */
    private boolean isSilent() {
        return status != null
                && !OVER.contains(status.getState())
                && clock.millis() - heardOf
                        > CameraStatuses.longestSilence(status).toMillis();
    }

    public synchronized long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    public synchronized CameraView view() {
        Percentiles latency = latencies.percentiles(System.nanoTime());
        boolean reported = status != null;
        return new CameraView(
                id,
                reported ? status.getName() : null,
                reported ? status.getSource() : null,
                reported ? status.getState().name() : null,
                reported ? status.getSince().toEpochMilli() : null,
                reported ? status.getReported().toEpochMilli() : null,
                isSilent(),
                reported && status.getWidth() > 0 ? status.getWidth() : last == null ? 0 : last.width(),
                reported && status.getHeight() > 0 ? status.getHeight() : last == null ? 0 : last.height(),
                fps,
                unchangedFps,
                latency == null ? null : Rounded.millis(latency.p50()),
                latency == null ? null : Rounded.millis(latency.p99()),
                reported ? status.getFramesRead() : 0,
                reported ? status.getFramesDropped() : 0,
                reported ? status.getReconnects() : 0,
                reported ? status.getBytesRead() : 0,
                reported ? status.getLastError() : null,
                reported ? status.getObjectsAudited() : 0,
                reported ? status.getObjectsMissed() : 0,
                count(Fate.DETECTED),
                count(Fate.UNCHANGED),
                count(Fate.SHED),
                count(Fate.FAILED),
                last);
    }
}
