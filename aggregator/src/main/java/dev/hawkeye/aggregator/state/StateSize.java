package dev.hawkeye.aggregator.state;

import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * The maximum number of bytes that a piece of state takes when written, computed without writing it. Each number counts
 * as the most that Avro needs for its type.
 */
public final class StateSize {
    private static final int LONG = 10;
    private static final int INT = 5;
    private static final int FLOAT = 4;
    /** Marker, fingerprint, and the fields of a camera that are neither text nor list. */
    private static final int CAMERA = 10 + 5 * LONG + 2;

    private static final int CLASS_COUNT = 2 * LONG + INT;
    private static final int OPEN_EVENT = 1 + 3 * LONG + INT + FLOAT + 1;

    private StateSize() {}

    public static int of(CameraState camera) {
        int classes = list(camera.getClasses().entrySet(), entry -> text(entry.getKey()) + of(entry.getValue()));
        return CAMERA
                + text(camera.getStream())
                + list(camera.getWindows(), StateSize::of)
                + list(camera.getRecent(), StateSize::of)
                + classes;
    }

    public static int of(HistoryBucket bucket) {
        return LONG + list(bucket.getWindows(), StateSize::of);
    }

    public static int of(WindowState window) {
        return emptyWindow() + list(window.getClasses().keySet(), StateSize::ofCount);
    }

    public static int emptyWindow() {
        return 5 * LONG;
    }

    /** What a class adds to a window. */
    public static int ofCount(String className) {
        return text(className) + CLASS_COUNT;
    }

    public static int of(RecentFrame frame) {
        return LONG
                + 1
                + LONG
                + of(frame.getPlace())
                + INT
                + text(frame.getModel())
                + text(frame.getModelSha256())
                + list(frame.getObjects(), StateSize::of);
    }

    private static int of(SeenObject object) {
        return INT + text(object.getClassName()) + 5 * FLOAT;
    }

    private static int of(FramePlace place) {
        return text(place.getTopic()) + INT + LONG;
    }

    private static int of(ClassState state) {
        OpenEvent event = state.getEvent();
        int rest = 2 * (1 + LONG) + 1;
        return event == null ? rest : rest + of(event);
    }

    private static int of(OpenEvent event) {
        return OPEN_EVENT + text(event.getId()) + of(event.getKeyframe()) + text(event.getNotUploadedReason());
    }

    /** What an event of a class that appears adds to a camera. */
    public static int ofEvent(String className, FramePlace place) {
        int longestReason = 100;
        int id = 40;
        return text(className) + 2 * (1 + LONG) + 1 + OPEN_EVENT + id + of(place) + INT + longestReason;
    }

    private static <T> int list(Collection<T> items, ToIntFunction<T> size) {
        int sum = LONG + 1;
        for (T item : items) {
            sum += size.applyAsInt(item);
        }
        return sum;
    }

    private static int text(String text) {
        int bytes = INT;
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }
}
