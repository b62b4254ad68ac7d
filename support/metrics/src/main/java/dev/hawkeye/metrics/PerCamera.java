package dev.hawkeye.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One object per camera, mainly its meters. Camera names come from a topic, and anyone who may write to it can make up
 * any number of them. So the first {@value #MAX_CAMERAS} cameras have an object of their own until the process ends,
 * and all others share one, under a name that no configured camera can have. Thread-safe.
 */
public final class PerCamera<T> {
    /** The label of all cameras beyond the limit. */
    public static final String OTHER = "(other)";

    static final int MAX_CAMERAS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(PerCamera.class);

    private final Function<String, T> maker;
    private final Map<String, T> known = new ConcurrentHashMap<>();
    private volatile T other;

    /** @param maker receives the value of the label "camera" */
    public PerCamera(Function<String, T> maker) {
        this.maker = maker;
    }

    /** The object of this camera, or, if there are too many, the shared one. */
    public T of(String camera) {
        T one = known.get(camera);
        return one != null ? one : known.size() < MAX_CAMERAS ? first(camera) : shared(camera);
    }

    private synchronized T first(String camera) {
        return known.size() < MAX_CAMERAS || known.containsKey(camera)
                ? known.computeIfAbsent(camera, maker)
                : shared(camera);
    }

    private synchronized T shared(String camera) {
        if (other == null) {
            log.warn(
                    "More than {} cameras have been seen: the metrics of all others are counted together as camera=\"{}\","
                            + " the first of them is {}; unless that many are intended, find out who writes to the topics",
                    MAX_CAMERAS,
                    OTHER,
                    camera);
            other = maker.apply(OTHER);
        }
        return other;
    }
}
