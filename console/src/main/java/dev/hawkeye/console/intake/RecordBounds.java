package dev.hawkeye.console.intake;

import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.WindowCount;

/**
 * What a record may hold to be kept and shown, no matter who wrote it: the number of records kept is bounded, so their
 * size must be as well, and a page cannot draw what is not a number. Each check throws an {@link
 * IllegalArgumentException} when a bound is exceeded.
 */
final class RecordBounds {
    /** Same as the aggregator's. */
    private static final int MAX_OBJECTS = 1_000;

    private static final int MAX_TEXT_LENGTH = 1_000;
    /** A hundred characters, each of which may take two. */
    private static final int MAX_NAME_LENGTH = 200;

    private RecordBounds() {}

    static void check(Detection detection) {
        check(StreamNames.areUsable(detection.getCamera(), detection.getStream()), StreamNames.RULE);
        check(detection.getObjects().size() <= MAX_OBJECTS, "it must have at most " + MAX_OBJECTS + " objects");
        detection.getObjects().forEach(RecordBounds::check);
        check(
                isShort(detection.getModel()) && isShort(detection.getModelSha256()),
                "its model must have at most " + MAX_TEXT_LENGTH + " characters");
        detection.setReason(shortened(detection.getReason()));
    }

    private static void check(DetectedObject object) {
        check(StreamNames.isUsableClass(object.getClassName()), "the name of a class is too long");
        float sum = object.getX1() + object.getY1() + object.getX2() + object.getY2() + object.getConfidence();
        check(Float.isFinite(sum), "boxes and confidences must be numbers");
    }

    static void check(CameraStatus status) {
        check(StreamNames.areUsable(status.getCamera(), status.getCamera()), StreamNames.RULE);
        status.setStream(shortened(status.getStream()));
        status.setSource(shortened(status.getSource()));
        status.setLastError(shortened(status.getLastError()));
        status.setName(displayName(status.getName()));
    }

    static void check(WindowCount count) {
        checkNames(count.getCamera(), count.getClassName());
        check(Double.isFinite(count.getMean()), "its mean must be a number");
    }

    static void check(Event event) {
        checkNames(event.getCamera(), event.getClassName());
        check(Float.isFinite(event.getConfidence()), "its confidence must be a number");
        check(
                event.getKeyframe() == null || isShort(event.getKeyframe().getTopic()),
                "the topic of its frame must have at most " + MAX_TEXT_LENGTH + " characters");
        event.setNotUploadedReason(shortened(event.getNotUploadedReason()));
    }

    private static void checkNames(String camera, String className) {
        check(
                StreamNames.areUsable(camera, camera) && StreamNames.isUsableClass(className) && !className.isBlank(),
                "its camera or its class has no usable name");
    }

    /** A name that ingest would refuse counts as none. */
    private static String displayName(String name) {
        return name == null || name.isBlank() || name.length() > MAX_NAME_LENGTH ? null : name;
    }

    private static boolean isShort(String text) {
        return text.length() <= MAX_TEXT_LENGTH;
    }

    private static String shortened(String text) {
        return text == null || isShort(text) ? text : text.substring(0, MAX_TEXT_LENGTH) + "…";
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
