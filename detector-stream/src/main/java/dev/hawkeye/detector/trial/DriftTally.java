package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.detection.Agreement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agreement of two models for each camera, hour by hour, and the cameras whose last hour was below the bound. An
 * hour with fewer than {@value #MIN_OBJECTS} objects of both models together is ignored. A camera without a picture for
 * {@link #FORGOTTEN} is forgotten. Remembers at most {@value #MAX_CAMERAS} cameras. Thread-safe.
 */
final class DriftTally {
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration FORGOTTEN = Duration.ofDays(1);
    static final int MIN_OBJECTS = 20;
    static final int MAX_CAMERAS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(DriftTally.class);

    private final double minAgreement;
    private final String model;
    private final String original;
    private final LongSupplier nanoTime;
    private final Map<String, Hour> hours = new HashMap<>();
    private final SortedMap<String, Double> drifted = new TreeMap<>();

    /** The current hour of a camera. */
    private record Hour(long began, long last, Agreement agreement) {}

    /**
     * @param minAgreement minimum agreement (F1), 0 to 1
     * @param nanoTime as {@link System#nanoTime()}
     */
    DriftTally(double minAgreement, String model, String original, LongSupplier nanoTime) {
        this.minAgreement = minAgreement;
        this.model = model;
        this.original = original;
        this.nanoTime = nanoTime;
    }

    /** Adds one picture of a camera. */
    synchronized void add(String camera, Agreement agreement) {
        long now = nanoTime.getAsLong();
        Hour hour = hours.get(camera);
        if (hour != null && now - hour.began() >= HOUR.toNanos()) {
            close(camera, hour.agreement());
            hour = null;
        }
        if (hour == null && hours.size() >= MAX_CAMERAS && !hours.containsKey(camera)) {
            return;
        }
        Hour grown = hour == null
                ? new Hour(now, now, agreement)
                : new Hour(hour.began(), now, hour.agreement().plus(agreement));
        hours.put(camera, grown);
    }

    private void close(String camera, Agreement of) {
        if (of.expected() + of.found() < MIN_OBJECTS) {
            return;
        }
        double f1 = of.f1().orElse(1);
        if (f1 < minAgreement) {
            drifted.put(camera, f1);
            log.warn(
                    "Camera {}: {} finds other objects than its original {}: agreement (F1) {} in the last hour, at least {} is"
                            + " required; look at the camera, or quantize the model again with its pictures",
                    camera,
                    model,
                    original,
                    Math.round(f1 * 1_000) / 1_000.0,
                    minAgreement);
        } else if (drifted.remove(camera) != null) {
            log.info("Camera {}: {} agrees with its original {} again", camera, model, original);
        }
    }

    /** The cameras whose last hour was below the bound, with the agreement of that hour. */
    synchronized SortedMap<String, Double> drifted() {
        long now = nanoTime.getAsLong();
        hours.values().removeIf(hour -> now - hour.last() > FORGOTTEN.toNanos());
        drifted.keySet().retainAll(hours.keySet());
        return new TreeMap<>(drifted);
    }
}
