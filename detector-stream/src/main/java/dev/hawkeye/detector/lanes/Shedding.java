package dev.hawkeye.detector.lanes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which live frames to shed when the machine is too slow, so that results stay current and the cameras share
 * the machine fairly. There are two decisions: here, when a frame arrives, and in {@link LanePick}, when a lane picks
 * among the waiting frames.
 *
 * <p>A frame older than max-frame-age is shed, whatever its camera. An accepted frame may still have to wait, so the
 * fuller the partition's share of frames in flight, the younger a frame must be, down to half of max-frame-age.
 *
 * <p>That alone would be unfair: cameras that share a partition share one queue, so one that sends ten times as many
 * frames would also get ten times as much of the machine, and the others would lose most of their few frames. Therefore
 * a camera with more frames accepted during the last second than the average camera has a stricter limit, down to a
 * quarter of max-frame-age. While it floods, the queue settles at that age: its frames are shed there, those of the
 * others all pass, and it gets what they leave. When all demand more than their share, they take turns at being above
 * the average, and get equal shares. Where nothing queues, nothing is shed early.
 *
 * <p>Thread-safe; one for all partitions of an instance. Remembers the cameras of the last two seconds.
 */
public final class Shedding {
    private static final long PERIOD_MILLIS = 1000;

    private final long maxMillis;
    private long period = Long.MIN_VALUE;
    private Map<String, Integer> before = Map.of();
    private Map<String, Integer> now = new HashMap<>();
    private long sumBefore;
    private long sumNow;
    private int onlyNow; // cameras of this period that were not in the previous one

    /** @param maxFrameAge a live frame that is older is shed instead of analyzed */
    public Shedding(Duration maxFrameAge) {
        this.maxMillis = maxFrameAge.toMillis();
    }

    /**
     * Decides whether to shed a live frame on arrival.
     *
     * @param fullness of the partition's share of frames in flight, 0 to 1
     * @return why it is shed, or empty when it may wait for a lane
     */
    synchronized Optional<String> onArrival(String camera, long ageMillis, long nowMillis, double fullness) {
        turn(nowMillis);
        if (now.putIfAbsent(camera, 0) == null
                && !before.containsKey(camera)) { // counts even if all its frames are shed
            onlyNow++;
        }
        if (ageMillis > maxMillis * (1 - fullness / 2)) {
            return Optional.of(tooOld(ageMillis));
        }
        boolean crowding = ageMillis > maxMillis * (1 - 0.75 * fullness);
        if (crowding && share(camera, nowMillis) > average(nowMillis)) {
            return Optional.of(seconds(ageMillis) + " old, and its camera has had more than its share of the machine");
        }
        now.merge(camera, 1, Integer::sum);
        sumNow++;
        return Optional.empty();
    }

    boolean isTooOld(long ageMillis) {
        return ageMillis > maxMillis;
    }

    /** Whether a frame has waited so long for a lane that newer ones should go first. */
    boolean isOverdue(long ageMillis) {
        return ageMillis > maxMillis / 2;
    }

    /** @return why a waiting frame of this age is shed */
    String whileWaiting(long ageMillis) {
        return isTooOld(ageMillis) ? tooOld(ageMillis) : seconds(ageMillis) + " old, and newer ones wait for a lane";
    }

    private String tooOld(long ageMillis) {
        return seconds(ageMillis) + " old, max-frame-age is " + seconds(maxMillis);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void turn(long nowMillis) {
        long current = Math.floorDiv(nowMillis, PERIOD_MILLIS);
        if (current != period) {
            boolean next = current == period + 1;
            before = next ? now : Map.of();
            sumBefore = next ? sumNow : 0;
            now = new HashMap<>();
            sumNow = 0;
            onlyNow = 0;
            period = current;
        }
    }

    /** Frames of the last second: those of this period, and the part of the previous period that still counts. */
    private double share(String camera, long nowMillis) {
        return now.getOrDefault(camera, 0) + rest(nowMillis) * before.getOrDefault(camera, 0);
    }

    private static double rest(long nowMillis) {
        return 1 - (double) Math.floorMod(nowMillis, PERIOD_MILLIS) / PERIOD_MILLIS;
    }

    /** Uses running sums, since the number of cameras is unbounded. */
    private double average(long nowMillis) {
        return (sumNow + rest(nowMillis) * sumBefore) / Math.max(1, before.size() + onlyNow);
    }
}
