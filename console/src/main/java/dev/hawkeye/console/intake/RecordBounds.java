package dev.hawkeye.console.intake;

import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.LineCount;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The bounds on a record's contents, no matter who wrote it. The number of records kept is bounded, so their size must
 * be as well, and a page cannot draw NaN. Each check throws an {@link IllegalArgumentException} when a bound is
 * exceeded.
 */
final class RecordBounds {
    /** The same as the aggregator's. */
    private static final int MAX_OBJECTS = 1_000;

    private static final int MAX_TEXT_LENGTH = 1_000;
    /** A hundred characters, each of which may take two. */
    private static final int MAX_NAME_LENGTH = 200;

    /** The maximum number of zones, and of lines, per camera. */
    private static final int MAX_PLACES = 50;

    /** Points of a path, visits and crossings of one object. */
    private static final int MAX_STEPS = 64;

    private static final String PLACES_RULE = "it must have at most " + MAX_PLACES + " zones and lines each";

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
        double sum = count.getMean();
        check(count.getZones().size() <= MAX_PLACES && count.getLines().size() <= 2 * MAX_PLACES, PLACES_RULE);
        for (ZoneCount zone : count.getZones()) {
            checkName(zone.getZone());
            sum += zone.getMean();
        }
        for (LineCount line : count.getLines()) {
            checkName(line.getLine());
            checkName(line.getDirection());
        }
        check(Double.isFinite(sum), "its means must be numbers");
    }

    static void check(Event event) {
        checkNames(event.getCamera(), event.getClassName());
        check(Float.isFinite(event.getConfidence()), "its confidence must be a number");
        check(
                event.getKeyframe() == null || isShort(event.getKeyframe().getTopic()),
                "the topic of its frame must have at most " + MAX_TEXT_LENGTH + " characters");
        check(event.getObject() == null || isShort(event.getObject()), "the id of its object is too long");
        Stream.of(event.getZone(), event.getLine(), event.getDirection())
                .filter(Objects::nonNull)
                .forEach(RecordBounds::checkName);
        event.setNotUploadedReason(shortened(event.getNotUploadedReason()));
    }

    static void check(Clip clip) {
        check(StreamNames.areUsable(clip.getCamera(), clip.getCamera()), StreamNames.RULE);
        check(
                clip.getAddress() == null || isShort(clip.getAddress()),
                "its address must have at most " + MAX_TEXT_LENGTH + " characters");
        clip.setReason(shortened(clip.getReason()));
    }

    static void check(Track track) {
        checkNames(track.getCamera(), track.getClassName());
        check(track.getId().matches("[0-9A-Za-z-]{1,100}"), "its id must be letters, digits and '-'");
        RelativeBox box = track.getBox();
        float sum = track.getConfidence() + box.getX1() + box.getY1() + box.getX2() + box.getY2();
        check(
                track.getPath().size() <= MAX_STEPS
                        && track.getZones().size() <= MAX_STEPS
                        && track.getCrossings().size() <= MAX_STEPS,
                "it must have at most " + MAX_STEPS + " points, visits and crossings each");
        for (PathPoint point : track.getPath()) {
            sum += point.getX() + point.getY();
        }
        check(Float.isFinite(sum), "its box, path and confidence must be numbers");
        track.getZones().forEach(visit -> checkName(visit.getZone()));
        for (LineCrossing crossing : track.getCrossings()) {
            checkName(crossing.getLine());
            checkName(crossing.getDirection());
        }
    }

    private static void checkNames(String camera, String className) {
        check(
                StreamNames.areUsable(camera, camera) && StreamNames.isUsableClass(className) && !className.isBlank(),
                "its camera or its class has no usable name");
    }

    /** For the name of a zone, a line or a direction. */
    private static void checkName(String name) {
        check(name.length() <= MAX_NAME_LENGTH, "the name of a zone, line or direction is too long");
    }

    /** Treats a name that ingest would refuse as missing. */
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
