package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ClassState;
import dev.hawkeye.aggregator.state.FramePlace;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.aggregator.state.StateSize;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.tracking.scene.Scene;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Bounds the size of a camera's state. It is one record of a changelog, whose segments are 8 MiB: a larger record could
 * never be written, and would stop its partition for good. So a detection that could make it larger is not counted.
 *
 * <p>Two limits are enough. A window takes at most {@value #MAX_OF_WINDOW} bytes, which is enough for thousands of
 * classes with common names; 60 windows fit into one history record, even if each has as many zones and lines as
 * Tallies allows. And everything known about a camera, windows, last frames, objects and events, takes at most
 * {@value #MAX_OF_CAMERA} bytes. Whatever fills it goes away over time: windows close, at the latest when the camera
 * counts as silent, frames replace each other, objects are lost, events end, and of the classes without an event only
 * the newest {@value #MAX_CLASSES} are remembered. Not thread-safe; used by one stream thread.
 */
public final class StateBounds {
    static final int MAX_OF_WINDOW = 100 << 10;
    static final int MAX_OF_CAMERA = 7 << 20;
    public static final int MAX_CLASSES = 256;

    private final long windowMillis;
    private final long windowsOfAFrame;
    private final int confirmOf;
    private final ByCamera<Scene> scenes;
    private final IntPredicate fits;

    /** @param fits whether the camera changelog accepts a record of that many bytes, as far as is known */
    public StateBounds(AggregatorConfig config, IntPredicate fits) {
        this.windowMillis = config.window().toMillis();
        this.windowsOfAFrame = windowMillis / config.advance().toMillis();
        this.confirmOf = config.confirmOf();
        this.scenes = config.scenes();
        this.fits = fits;
    }

    /**
     * Checks a detection; call before it changes anything.
     *
     * @param detection without the objects that do not count
     * @param whole as it arrived, with those objects
     * @param seen the classes in it
     * @throws UncountableException when the camera's state could become too large
     */
    public void check(Detection detection, Detection whole, CameraState state, Map<String, Sighting> seen) {
        int added = seen.keySet().stream().mapToInt(StateSize::ofCount).sum();
        checkWindow(StateSize.emptyWindow() + added);
        long time = detection.getCaptureTime().toEpochMilli();
        for (WindowState window : state.getWindows()) {
            if (window.getStart() <= time && time < window.getStart() + windowMillis) {
                checkWindow(StateSize.of(window)
                        + added(seen.keySet(), window.getClasses().keySet()));
            }
        }
        RecentFrame frame = RecentFrames.of(detection);
        long size = StateSize.of(state)
                + windowsOfAFrame * (StateSize.emptyWindow() + added)
                + StateSize.of(frame)
                - oldest(state.getRecent())
                + References.size(whole)
                + StateSize.ofStream(detection.getStream())
                + seen.keySet().stream()
                        .filter(className -> !state.getClasses().containsKey(className)
                                || state.getClasses().get(className).getEvent() == null)
                        .mapToInt(className -> StateSize.ofEvent(className, frame.getPlace()))
                        .sum()
                + objects(detection, frame.getPlace());
        if (size > MAX_OF_CAMERA || !fits.test((int) size)) {
            throw new UncountableException(
                    "the state of its camera could become too large: its windows, last frames, objects"
                            + " and events would take up to " + size + " bytes, limit " + MAX_OF_CAMERA);
        }
    }

    private long objects(Detection detection, FramePlace place) {
        Scene scene = scenes.of(detection.getCamera());
        int zones = scene.zones().size();
        int lines = scene.lines().size();
        return detection.getObjects().stream()
                .mapToLong(object -> StateSize.ofSighting(object.getClassName(), zones, lines, place)
                        + 3L * detection.getStream().length())
                .sum();
    }

    private static void checkWindow(int size) {
        if (size > MAX_OF_WINDOW) {
            throw new UncountableException("too many classes: their names and counts in one window must take at most "
                    + MAX_OF_WINDOW + " bytes, got: " + size);
        }
    }

    /** Whether a window has room for a class that none of its frames shows. */
    public static boolean hasRoom(WindowState window, String className) {
        return window.getClasses().containsKey(className)
                || StateSize.of(window) + StateSize.ofCount(className) <= MAX_OF_WINDOW;
    }

    private static int added(Set<String> seen, Set<String> known) {
        Set<String> fresh = new HashSet<>(seen);
        fresh.removeAll(known);
        return fresh.stream().mapToInt(StateSize::ofCount).sum();
    }

    /** Size of the frame that the next one replaces. */
    private int oldest(List<RecentFrame> recent) {
        return recent.size() < confirmOf ? 0 : StateSize.of(recent.get(0));
    }

    /** Forgets the classes whose last event or upload is the oldest. */
    public static void forgetOldClasses(CameraState state) {
        Map<String, ClassState> classes = state.getClasses();
        long over = classes.values().stream()
                        .filter(known -> known.getEvent() == null)
                        .count()
                - MAX_CLASSES;
        if (over > 0) {
            List<String> oldest = classes.entrySet().stream()
                    .filter(known -> known.getValue().getEvent() == null)
                    .sorted(Comparator.<Map.Entry<String, ClassState>>comparingLong(known -> newest(known.getValue()))
                            .thenComparing(Map.Entry::getKey))
                    .limit(over)
                    .map(Map.Entry::getKey)
                    .toList();
            oldest.forEach(classes::remove);
        }
    }

    private static long newest(ClassState state) {
        long end = state.getLastEnd() == null ? Long.MIN_VALUE : state.getLastEnd();
        return state.getLastUpload() == null ? end : Math.max(end, state.getLastUpload());
    }
}
