package dev.hawkeye.console.state;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.WindowCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The windows that this console has read from the counts topic, both early and final, at most {@value #MAX_COUNTS}
 * counts of a class; windows are dropped in the order of arrival. Thread-safe.
 */
public final class RecentCounts {
    static final int MAX_COUNTS = 100_000;

    private final Map<Place, Window> windows = new LinkedHashMap<>();
    private int counts;

    private record Place(String camera, long start) {}

    private static final class Window {
        WindowCount newest;
        final Map<String, WindowCount> byClass = new TreeMap<>();
    }

    public synchronized void add(WindowCount count) {
        Place place = new Place(count.getCamera(), count.getWindowStart().toEpochMilli());
        Window window = windows.computeIfAbsent(place, p -> new Window());
        WindowCount before = window.byClass.get(count.getClassName());
        if (before != null && before.getIsFinal() && !count.getIsFinal()) {
            return; // An early update of another partition, read late.
        }
        if (window.newest == null || !window.newest.getIsFinal() || count.getIsFinal()) {
            window.newest = count;
        }
        if (window.byClass.put(count.getClassName(), count) == null) {
            counts++;
        }
        while (counts > MAX_COUNTS) {
            Place oldest = windows.keySet().iterator().next();
            counts -= windows.remove(oldest).byClass.size();
        }
    }

    /** @return by start; {@code from} inclusive, {@code to} exclusive, both for the start of a window */
    public synchronized List<CountWindow> windows(String camera, long from, long to) {
        TreeMap<Long, CountWindow> found = new TreeMap<>();
        windows.forEach((place, window) -> {
            if (place.camera.equals(camera) && place.start >= from && place.start < to) {
                found.put(place.start, view(window));
            }
        });
        return new ArrayList<>(found.values());
    }

    /** Names of all classes seen in these windows. */
    public synchronized Set<String> classes() {
        return windows.values().stream()
                .flatMap(window -> window.byClass.values().stream())
                .filter(count -> count.getFramesWith() > 0)
                .map(WindowCount::getClassName)
                .collect(Collectors.toSet());
    }

    private static CountWindow view(Window window) {
        WindowCount newest = window.newest;
        return new CountWindow(
                newest.getWindowStart().toEpochMilli(),
                newest.getWindowEnd().toEpochMilli(),
                newest.getFramesAnalysed(),
                newest.getFramesShed(),
                newest.getFramesFailed(),
                newest.getIsFinal(),
                window.byClass.values().stream()
                        .map(CountViews::of)
                        .filter(ClassCount::tells)
                        .toList());
    }
}
