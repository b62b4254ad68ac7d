package dev.hawkeye.aggregator.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.schemas.ClockBounds;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.StreamNames;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a detection may contain to be counted, no matter who wrote it. Everything that Hawkeye's own detector writes is
 * well within the bounds, even for frames that contain nonsense.
 */
final class DetectionBounds {
    /** Room for several thousand objects; the last few detections of a camera share one record of its state. */
    static final int MAX_BYTES = 128 << 10;

    /** Same as the maximum of {@code detector.max-detections}. */
    static final int MAX_OBJECTS = 1_000;

    /** Longest topic name that Kafka allows. */
    static final int MAX_TOPIC_LENGTH = 249;

    /** Longest name of a model file, and longer than its digest. */
    static final int MAX_MODEL_LENGTH = 500;

    /** Allows for a score that was rounded, or is not quite normalized. */
    private static final float HIGHEST_CONFIDENCE = 1.01f;

    private DetectionBounds() {}

    /**
     * Checks a detection.
     *
     * @param record its record; the record's time is when the broker received it, unless the topic keeps producers'
     *     times
     * @param now wall-clock time, ms since the epoch
     * @throws UncountableException when a bound is exceeded
     */
    static void check(Detection detection, Record<byte[], byte[]> record, long now) {
        check(record.value().length <= MAX_BYTES, "it must be at most " + MAX_BYTES + " bytes", record.value().length);
        check(
                StreamNames.areUsable(detection.getCamera(), detection.getStream()),
                StreamNames.RULE,
                detection.getCamera().length() + " and " + detection.getStream().length());
        check(
                Arrays.equals(detection.getCamera().getBytes(UTF_8), record.key()),
                "its key must be its camera, which determines its partition",
                record.key() == null ? "none" : "another");
        Instant time = detection.getCaptureTime();
        Instant latest = Instant.ofEpochMilli(Math.max(now, record.timestamp())).plus(ClockBounds.MAX_AHEAD);
        check(
                !time.isBefore(Instant.EPOCH) && !time.isAfter(latest),
                "its capture time must be in 1970 or later, and at most " + ClockBounds.MAX_AHEAD.toMinutes()
                        + " minutes ahead of the clock",
                time);
        check(
                detection.getFrame().getTopic().length() <= MAX_TOPIC_LENGTH,
                "the topic of its frame must have at most " + MAX_TOPIC_LENGTH + " characters",
                detection.getFrame().getTopic().length());
        check(
                Math.max(
                                detection.getModel().length(),
                                detection.getModelSha256().length())
                        <= MAX_MODEL_LENGTH,
                "its model and the model's digest must have at most " + MAX_MODEL_LENGTH + " characters",
                detection.getModel().length() + " and "
                        + detection.getModelSha256().length());
        check(
                detection.getObjects().size() <= MAX_OBJECTS,
                "it must have at most " + MAX_OBJECTS + " objects",
                detection.getObjects().size());
        detection.getObjects().forEach(DetectionBounds::check);
    }

    private static void check(DetectedObject object) {
        check(
                StreamNames.isUsableClass(object.getClassName()),
                "the name of a class must have at most " + StreamNames.MAX_CLASS_LENGTH + " characters",
                object.getClassName().length());
        check(
                object.getConfidence() >= 0 && object.getConfidence() <= HIGHEST_CONFIDENCE,
                "a confidence must be 0 to 1",
                object.getConfidence());
        float sum = object.getX1() + object.getY1() + object.getX2() + object.getY2();
        check(Float.isFinite(sum), "a box must have edges that are numbers", sum);
    }

    private static void check(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new UncountableException(rule + ", got: " + got);
        }
    }
}
