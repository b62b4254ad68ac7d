package dev.hawkeye.aggregator.state;

import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * The maximum number of bytes that a piece of state takes when written, computed without writing it. Each number counts
 * as the maximum that Avro needs for its type.
 */
public final class StateSize {
    private static final int LONG = 10;
    private static final int INT = 5;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 8;
    /** Marker, fingerprint, and the fields of a camera that are neither text nor list. */
    private static final int CAMERA = 10 + 9 * LONG + DOUBLE + 3;

    private static final int CLASS_COUNT = 4 * LONG + INT + 2;
    private static final int ZONE_TALLY = 4 * LONG + INT;
    private static final int BOX = 4 * DOUBLE;
    private static final int MOTION = LONG + 1 + 22 * DOUBLE;
    /** Numbers, flags and markers of an object, without its lists. */
    private static final int OBJECT = 6 * LONG + 5 * INT + FLOAT + BOX + MOTION + 4;

    private static final int SIGHTING = LONG + BOX + FLOAT;
    private static final int CANDIDATE = LONG + INT + FLOAT;
    private static final int POINT = LONG + 2 * FLOAT;
    private static final int VOTE = DOUBLE;
    /** Longest name of a zone, line or direction; a phase is shorter. */
    private static final int NAME = INT + 60;

    private static final int OPEN_EVENT = 1 + 3 * LONG + INT + FLOAT + 1;

    private StateSize() {}

    public static int of(CameraState camera) {
        int classes = list(camera.getClasses().entrySet(), entry -> text(entry.getKey()) + of(entry.getValue()));
        return CAMERA
                + text(camera.getStream())
                + list(camera.getWindows(), StateSize::of)
                + list(camera.getRecent(), StateSize::of)
                + list(camera.getObjects(), StateSize::of)
                + (camera.getReference() == null ? 0 : of(camera.getReference()))
                + list(camera.getFull().entrySet(), entry -> text(entry.getKey()) + of(entry.getValue()))
                + list(camera.getFormer(), former -> ofStream(former.getStream()))
                + classes;
    }

    public static int of(HistoryBucket bucket) {
        return LONG + list(bucket.getWindows(), StateSize::of);
    }

    public static int of(WindowState window) {
        return emptyWindow()
                + list(window.getClasses().entrySet(), entry -> ofCount(entry.getKey()) + tallies(entry.getValue()));
    }

    private static int tallies(ClassCount count) {
        if (count.getZones().isEmpty() && count.getLines().isEmpty()) {
            return 0;
        }
        return list(count.getZones().keySet(), zone -> text(zone) + ZONE_TALLY)
                + list(
                        count.getLines().entrySet(),
                        line -> text(line.getKey()) + list(line.getValue().keySet(), name -> text(name) + LONG));
    }

    /**
     * The maximum that an object in a frame adds to a camera, whether it is new or known.
     *
     * @param zones how many the camera has
     * @param lines how many the camera has
     */
    public static int ofSighting(String className, int zones, int lines, FramePlace place) {
        int longestReason = 100;
        int id = 40;
        int name = text(className);
        int event = OPEN_EVENT + id + of(place) + INT + longestReason;
        return OBJECT
                + id
                + 8 * (LONG + 1)
                + name
                + VOTE
                + SIGHTING
                + CANDIDATE
                + POINT
                + of(place)
                + event
                + zones * (4 * NAME + name + 6 * LONG + event)
                + lines * (4 * NAME + 4 * LONG);
    }

    private static int of(ObjectState object) {
        return OBJECT
                + text(object.getId())
                + text(object.getStream())
                + list(object.getVotes().keySet(), name -> text(name) + VOTE)
                + list(object.getEarly(), sighting -> SIGHTING)
                + list(object.getCandidates(), candidate -> CANDIDATE)
                + list(object.getPath(), point -> POINT)
                + list(
                        object.getZones().entrySet(),
                        zone -> text(zone.getKey())
                                + text(zone.getValue().getPhase())
                                + 2 * LONG
                                + 2
                                + text(zone.getValue().getClassName()))
                + list(object.getVisitEvents().entrySet(), event -> text(event.getKey()) + of(event.getValue()))
                + list(
                        object.getLines().entrySet(),
                        line -> text(line.getKey()) + text(line.getValue().getPending()) + 2 * LONG + 1)
                + list(object.getVisits(), visit -> text(visit.getZone()) + 2 * LONG + 1)
                + list(
                        object.getCrossings(),
                        crossing -> text(crossing.getLine()) + text(crossing.getDirection()) + LONG)
                + (object.getBest() == null ? 0 : of(object.getBest()))
                + (object.getEvent() == null ? 0 : of(object.getEvent()));
    }

    private static int of(FullZone full) {
        return text(full.getClassName()) + INT + of(full.getEvent());
    }

    public static int emptyWindow() {
        return 5 * LONG;
    }

    /** How much a stream that is followed by another one adds to a camera. */
    public static int ofStream(String stream) {
        return text(stream) + LONG;
    }

    /** How much a class adds to a window. */
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

    public static int of(ReferenceState reference) {
        return LONG + 3 * INT + of(reference.getFrame());
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

    /** How much the event of a class that appears adds to a camera. */
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
