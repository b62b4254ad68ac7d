package dev.hawkeye.aggregator.windows;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.input.Sighting;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The open windows, of every camera of one partition.
 *
 * <p><b>Why not {@code windowedBy(...).suppress(...)}.</b> Kafka Streams' own windows have one stream time for a whole
 * partition: the highest timestamp of any record in it. Our partitions carry many cameras, and camera clocks differ:
 * one that is ten minutes ahead would close the windows of all its neighbors, whose frames would then be dropped as
 * late. Stream time also stands still when nothing arrives, so the last window of a camera that goes silent would never
 * end. And an aggregation counts a record twice if it arrives twice. So the windows are managed here, in the state of
 * their camera:
 *
 * <ul>
 *   <li>Time is <em>per camera</em>: the highest capture time seen from it. A window closes when that time reaches its
 *       end plus grace, when the camera says that its stream is over, or when the wall clock finds the camera silent.
 *   <li>Each camera has one number that determines what is closed, {@code closedUpTo}: every window that ends at or
 *       before it. It only grows, whatever closed the windows, and it is kept when the windows themselves are gone. So
 *       a closed window is never reopened, and each window has exactly one final result: it leaves the state in the
 *       same transaction that sends the result. The only exceptions reset the number: a new stream after one that
 *       ended, since a replayed file starts over, and a recording that is older than anything that was counted.
 *   <li>A frame is late when all its windows are closed; {@link #count} then returns 0. With hopping windows, a frame
 *       may be too late for the first of its windows and in time for the others; then it counts in those.
 *   <li>What objects do in late frames still counts, in the next window, and opens it if necessary. Silence does not
 *       close such a window: it waits for its frames, the end of the stream, or for its camera to be forgotten.
 * </ul>
 *
 * <p>Windows are aligned to the epoch: window {@code k} is {@code [k · advance, k · advance + size)}. Which windows
 * changed since their last early update is in memory only; a restart forgets it, which delays an early update until the
 * next frame and never affects a final result. Not thread-safe; used by one stream thread.
 */
public final class OpenWindows {
    private final long size;
    private final long advance;
    private final AggregatorMeters meters;
    private final Map<String, Set<Long>> changed = new LinkedHashMap<>();
    private long open;

    public OpenWindows(AggregatorConfig config, AggregatorMeters meters) {
        this.size = config.window().toMillis();
        this.advance = config.advance().toMillis();
        this.meters = meters;
    }

    /** @param difference how many more are open than before, negative for fewer */
    public void opened(long difference) {
        open += difference;
        meters.windowsOpened(difference);
    }

    /** This instance no longer has these windows: removes them from the gauge. */
    public void forget() {
        opened(-open);
    }

    /**
     * Counts a frame in every window of its capture time that is not closed.
     *
     * @param seen the sightings in it, empty unless DETECTED
     * @return the number of these windows; 0 means that the frame is late
     */
    public int count(Detection detection, CameraState state, Map<String, Sighting> seen) {
        long time = detection.getCaptureTime().toEpochMilli();
        int windows = 0;
        for (long start = Math.floorDiv(time, advance) * advance;
                start > time - size && start + size > state.getClosedUpTo();
                start -= advance) {
            add(detection, seen, window(state, start));
            changed.computeIfAbsent(detection.getCamera(), camera -> new TreeSet<>())
                    .add(start);
            windows++;
        }
        return windows;
    }

    /** Open windows are few, and mostly the newest are requested. */
    private WindowState window(CameraState state, long start) {
        List<WindowState> windows = state.getWindows();
        int after = windows.size();
        while (after > 0 && windows.get(after - 1).getStart() > start) {
            after--;
        }
        if (after > 0 && windows.get(after - 1).getStart() == start) {
            return windows.get(after - 1);
        }
        WindowState window = WindowState.newBuilder().setStart(start).build();
        windows.add(after, window);
        opened(1);
        return window;
    }

    private static void add(Detection detection, Map<String, Sighting> seen, WindowState window) {
        switch (detection.getFate()) {
            case DETECTED -> window.setFramesAnalysed(window.getFramesAnalysed() + 1);
            case SHED -> window.setFramesShed(window.getFramesShed() + 1);
            case FAILED, UNCHANGED -> window.setFramesFailed(window.getFramesFailed() + 1);
        }
        seen.forEach((className, sighting) -> {
            ClassCount count = Tallies.ofClass(window, className);
            count.setFramesWith(count.getFramesWith() + 1);
            count.setDetections(count.getDetections() + sighting.objects());
            count.setPeak(Math.max(count.getPeak(), sighting.objects()));
        });
    }

    /** The open windows that contain a time and have counted a frame. */
    List<WindowState> at(CameraState state, long time) {
        return state.getWindows().stream()
                .filter(window -> window.getStart() <= time && time < window.getStart() + size)
                .toList();
    }

    /**
     * The open windows that count something that happened at {@code time}. If those of that time are closed, these are
     * the oldest ones that are not: what is learned late must not be lost.
     */
    List<WindowState> atOrAfter(String camera, CameraState state, long time) {
        long open = Math.max(time, state.getClosedUpTo());
        List<WindowState> windows = new ArrayList<>();
        for (long start = Math.floorDiv(open, advance) * advance; start > open - size; start -= advance) {
            if (start + size > state.getClosedUpTo()) {
                windows.add(window(state, start));
                changed.computeIfAbsent(camera, c -> new TreeSet<>()).add(start);
            }
        }
        return windows;
    }

    /**
     * Closes the windows of a camera that end at or before {@code upTo}, for good.
     *
     * @param last receives the camera and each window with its final state, oldest first
     */
    public void close(String camera, CameraState state, long upTo, BiConsumer<String, WindowState> last) {
        if (upTo <= state.getClosedUpTo()) {
            return;
        }
        state.setClosedUpTo(upTo);
        List<WindowState> windows = state.getWindows();
        int over = 0;
        while (over < windows.size() && windows.get(over).getStart() + size <= upTo) {
            over++;
        }
        List<WindowState> closing = windows.subList(0, over);
        for (WindowState window : closing) {
            opened(-1);
            meters.windowClosed(camera);
            last.accept(camera, window);
        }
        closing.clear();
    }

    /**
     * Closes the windows of a camera that is silent, except those after the last one that counted a frame. They count
     * only what was learned late; if they were closed, the frames that follow the silence would be late in turn.
     */
    public void closeSilent(String camera, CameraState state, BiConsumer<String, WindowState> last) {
        List<WindowState> windows = state.getWindows();
        for (int i = windows.size() - 1; i >= 0; i--) {
            if (hasFrames(windows.get(i))) {
                close(camera, state, windows.get(i).getStart() + size, last);
                return;
            }
        }
    }

    private static boolean hasFrames(WindowState window) {
        return window.getFramesAnalysed() + window.getFramesShed() + window.getFramesFailed() > 0;
    }

    /**
     * Takes the open windows that a change of settings has left over: those of another length, or with another start, than
     * windows have now. No frame counts in them anymore. Frames that follow count in the windows of now, so each frame
     * still counts once.
     *
     * @return oldest first; their length is what {@code windowMillis} of the state was before this call
     */
    public List<WindowState> takeFormer(String camera, CameraState state) {
        boolean otherLength = state.getWindowMillis() != 0 && state.getWindowMillis() != size;
        state.setWindowMillis(size);
        List<WindowState> former = new ArrayList<>();
        List<WindowState> current = new ArrayList<>();
        for (WindowState window : state.getWindows()) {
            (otherLength || window.getStart() % advance != 0 ? former : current).add(window);
        }
        state.setWindows(current);
        opened(-former.size());
        former.forEach(window -> meters.windowClosed(camera));
        return former;
    }

    /** Closes every open window of a camera. */
    public void closeAll(String camera, CameraState state, BiConsumer<String, WindowState> last) {
        List<WindowState> windows = state.getWindows();
        if (!windows.isEmpty()) {
            close(camera, state, windows.get(windows.size() - 1).getStart() + size, last);
        }
    }

    /** Passes each open window that counted a frame since the last call to {@code update}, with its camera. */
    public void takeChanged(Function<String, CameraState> cameras, BiConsumer<String, WindowState> update) {
        changed.forEach((camera, starts) -> {
            CameraState state = cameras.apply(camera);
            List<WindowState> windows = state == null ? List.of() : state.getWindows();
            for (WindowState window : new ArrayList<>(windows)) {
                if (starts.contains(window.getStart())) {
                    update.accept(camera, window);
                }
            }
        });
        changed.clear();
    }
}
