package dev.hawkeye.aggregator.meters;

import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.Mean;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges of {@link WindowMetrics} for one service: the last final window of each camera.
 *
 * <p>A class that is no longer seen reads 0, so that a chart falls to 0 instead of breaking off. Camera and class names
 * come from a topic, so their number is bounded: {@value #MAX_CAMERAS} cameras, {@value #MAX_OF_CAMERA} classes per
 * camera, {@value #MAX_CLASSES} in total. Any excess is not shown, which is logged once; the topic has it.
 *
 * <p>Thread-safe.
 */
public final class ShownWindows {
    static final int MAX_CAMERAS = 2_000;
    static final int MAX_OF_CAMERA = 100;
    static final int MAX_CLASSES = 20_000;

    private static final Logger log = LoggerFactory.getLogger(ShownWindows.class);

    private final MeterRegistry registry;
    private final Semaphore cameras = new Semaphore(MAX_CAMERAS);
    private final Semaphore classes = new Semaphore(MAX_CLASSES);
    private final ThrottledLog excess = ThrottledLog.once(log);

    ShownWindows(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The cameras of one partition, reported by one thread. */
    public Partition partition(long windowMillis) {
        return new Partition(windowMillis);
    }

    private void warnOnce(String what, String camera) {
        excess.warnOf(
                "too many",
                "There are more than {}, so the hawkeye_window_ metrics omit some, starting with camera {}; the"
                        + " topics have them all",
                what,
                camera);
    }

    /** The cameras of one partition, until {@link #forget()}. Not thread-safe; used by one stream thread. */
    public final class Partition {
        private final long windowMillis;
        private final Map<String, Camera> shown = new HashMap<>();

        private Partition(long windowMillis) {
            this.windowMillis = windowMillis;
        }

        /** Makes this window the camera's last one. */
        public void show(String camera, WindowState window) {
            Camera one = shown.get(camera);
            if (one == null) {
                if (!cameras.tryAcquire()) {
                    warnOnce(MAX_CAMERAS + " cameras", camera);
                    return;
                }
                one = new Camera(camera);
                shown.put(camera, one);
            }
            one.show(window, windowMillis);
        }

        /** This camera is no longer known. */
        public void forget(String camera) {
            Camera one = shown.remove(camera);
            if (one != null) {
                one.forget();
                cameras.release();
            }
        }

        /** These cameras are no longer with this instance. */
        public void forget() {
            shown.values().forEach(Camera::forget);
            cameras.release(shown.size());
            shown.clear();
        }
    }

    private final class Camera {
        private final String id;
        private final Set<String> known = new HashSet<>();
        private final Map<String, Double> zones = new TreeMap<>();
        private final Readings readings = new Readings(registry);

        Camera(String id) {
            this.id = id;
        }

        void show(WindowState window, long windowMillis) {
            readings.set(WindowMetrics.END, (window.getStart() + windowMillis) / 1000.0, id);
            readings.set(WindowMetrics.FRAMES, (double) window.getFramesAnalysed(), id, "DETECTED");
            readings.set(WindowMetrics.FRAMES, (double) window.getFramesShed(), id, "SHED");
            readings.set(WindowMetrics.FRAMES, (double) window.getFramesFailed(), id, "FAILED");
            Set<String> absent = new TreeSet<>(known);
            absent.removeAll(window.getClasses().keySet());
            if (absent.size() + window.getClasses().size() > MAX_OF_CAMERA) {
                absent.forEach(this::forget);
                absent.clear();
            }
            for (String className : new TreeSet<>(window.getClasses().keySet())) {
                if (known.contains(className) || makeRoom(className)) {
                    ClassCount count = window.getClasses().get(className);
                    show(className, Mean.of(count, window), count.getPeak(), (double) count.getFramesWith(), (double)
                            count.getObjects());
                }
            }
            absent.forEach(className -> show(className, 0, 0, 0, 0));
            showZones(window);
        }

        /** Zone names come from the settings, not from a topic, so their number needs no bound here. */
        private void showZones(WindowState window) {
            zones.replaceAll((zone, mean) -> 0.0);
            for (ClassCount count : window.getClasses().values()) {
                count.getZones().forEach((zone, tally) -> zones.merge(zone, Mean.of(tally, window), Double::sum));
            }
            zones.forEach((zone, mean) -> readings.set(WindowMetrics.ZONE_MEAN, mean, id, zone));
        }

        private boolean makeRoom(String className) {
            if (known.size() >= MAX_OF_CAMERA) {
                warnOnce(MAX_OF_CAMERA + " classes in a window", id);
                return false;
            }
            if (!classes.tryAcquire()) {
                warnOnce(MAX_CLASSES + " classes of all cameras together", id);
                return false;
            }
            known.add(className);
            return true;
        }

        private void show(String className, double mean, double peak, double framesWith, double objects) {
            readings.set(WindowMetrics.MEAN, mean, id, className);
            readings.set(WindowMetrics.PEAK, peak, id, className);
            readings.set(WindowMetrics.FRAMES_WITH, framesWith, id, className);
            readings.set(WindowMetrics.OBJECTS, objects, id, className);
        }

        private void forget(String className) {
            known.remove(className);
            classes.release();
            readings.remove(WindowMetrics.MEAN, id, className);
            readings.remove(WindowMetrics.PEAK, id, className);
            readings.remove(WindowMetrics.FRAMES_WITH, id, className);
            readings.remove(WindowMetrics.OBJECTS, id, className);
        }

        void forget() {
            readings.close();
            classes.release(known.size());
        }
    }
}
