package dev.hawkeye.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.Mean;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.CloudEvents;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.LineCount;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import dev.hawkeye.streams.DeadLetters;
import dev.hawkeye.streams.RefusedSizes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The records that leave the topology, by sink. The time of a count is its window's start, so that all records of a
 * window have the same time; that of an event or a keyframe is a capture time.
 */
public final class Outputs {
    public static final String COUNTS = "counts";
    public static final String CLOUD_COUNTS = "cloud-counts";
    public static final String EVENTS = "events";
    public static final String TRACKS = "tracks";
    public static final String KEYFRAMES = "keyframes";
    public static final String CLOUD_KEYFRAMES = "cloud-keyframes";
    public static final String DEAD_LETTERS = "dead-letters";

    private final ProcessorContext<Object, Object> context;
    private final String site;
    private final long windowMillis;
    private final Topics topics;
    private final CloudEvents cloudEvents;
    private final Serializer<Keyframe> keyframes;
    private final Serializer<Keyframe> cloudKeyframes;
    private final RefusedSizes refused;
    private Optional<Header> trace = Optional.empty();

    Outputs(
            ProcessorContext<Object, Object> context,
            AggregatorConfig config,
            Topics topics,
            Serializer<Keyframe> keyframes,
            Serializer<Keyframe> cloudKeyframes,
            RefusedSizes refused) {
        this.context = context;
        this.site = config.site();
        this.windowMillis = config.window().toMillis();
        this.topics = topics;
        this.cloudEvents = new CloudEvents(site);
        this.keyframes = keyframes;
        this.cloudKeyframes = cloudKeyframes;
        this.refused = refused;
    }

    /** Records that follow belong to the trace of this header, if any. */
    public void within(Optional<Header> header) {
        trace = header;
    }

    private void forward(Record<?, ?> record, String sink) {
        trace.ifPresent(record.headers()::add);
        context.forward(record, sink);
    }

    /** Sends an early update: a record for each class seen so far. */
    public void early(String camera, WindowState window) {
        counts(camera, window, windowMillis, false);
    }

    /** Sends the final result: a record for each class seen. */
    public void last(String camera, WindowState window) {
        last(camera, window, windowMillis);
    }

    /** The same for a window of another length, from before a change of settings. */
    public void last(String camera, WindowState window, long millis) {
        counts(camera, window, millis, true);
    }

    private void counts(String camera, WindowState window, long millis, boolean isFinal) {
        long timestamp = timestamp(window.getStart());
        new TreeMap<>(window.getClasses()).forEach((className, count) -> {
            String key = camera + '/' + className;
            WindowCount value = count(camera, className, window, millis, count, isFinal);
            forward(new Record<>(key, value, timestamp), COUNTS);
            if (isFinal) {
                Record<String, SpecificRecord> leaving =
                        new Record<>(cloudEvents.key(key), value, timestamp, cloudEvents.of(value));
                forward(leaving, CLOUD_COUNTS);
            }
        });
    }

    private WindowCount count(
            String camera, String className, WindowState window, long millis, ClassCount count, boolean isFinal) {
        return WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(Instant.ofEpochMilli(window.getStart()))
                .setWindowEnd(Instant.ofEpochMilli(window.getStart() + millis))
                .setIsFinal(isFinal)
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesShed(window.getFramesShed())
                .setFramesFailed(window.getFramesFailed())
                .setFramesWith(count.getFramesWith())
                .setDetections(count.getDetections())
                .setMean(Mean.of(count, window))
                .setPeak(count.getPeak())
                .setObjects(count.getObjects())
                .setNewObjects(count.getNewObjects())
                .setZones(zones(count, window))
                .setLines(lines(count))
                .setSite(site)
                .build();
    }

    private static List<ZoneCount> zones(ClassCount count, WindowState window) {
        List<ZoneCount> zones = new ArrayList<>();
        new TreeMap<>(count.getZones())
                .forEach((zone, tally) -> zones.add(ZoneCount.newBuilder()
                        .setZone(zone)
                        .setEntered(tally.getEntered())
                        .setExited(tally.getExited())
                        .setMean(Mean.of(tally, window))
                        .setPeak(tally.getPeak())
                        .setDwellMillis(tally.getDwellMillis())
                        .build()));
        return zones;
    }

    private static List<LineCount> lines(ClassCount count) {
        List<LineCount> lines = new ArrayList<>();
        new TreeMap<>(count.getLines())
                .forEach((line, directions) -> new TreeMap<>(directions)
                        .forEach((direction, crossed) -> lines.add(new LineCount(line, direction, crossed))));
        return lines;
    }

    /** @param track the object's last record, if it is final */
    public void track(Track track) {
        String key = track.getCamera() + '/' + track.getId();
        forward(new Record<>(key, track, timestamp(track.getLastSeen().toEpochMilli())), TRACKS);
    }

    /** @param time capture time of the record, ms since the epoch */
    public void event(Event event, long time) {
        Headers headers = cloudEvents.of(event, time);
        forward(new Record<>(event.getCamera(), event, timestamp(time), headers), EVENTS);
    }

    /** @return false when the topic is known to refuse a record of this size */
    public boolean keep(Keyframe keyframe) {
        byte[] value = keyframes.serialize(topics.keyframes(), keyframe);
        return keyframe(keyframe, keyframe.getCamera(), value, new RecordHeaders(), topics.keyframes(), KEYFRAMES);
    }

    /** @return false when the topic is known to refuse a record of this size */
    public boolean upload(Keyframe keyframe) {
        byte[] value = cloudKeyframes.serialize(topics.cloudKeyframes(), keyframe);
        String key = cloudEvents.key(keyframe.getCamera());
        return keyframe(keyframe, key, value, cloudEvents.of(keyframe), topics.cloudKeyframes(), CLOUD_KEYFRAMES);
    }

    /** Serializes here and not in the sink: whether the topic accepts a record is known only once it is bytes. */
    private boolean keyframe(Keyframe keyframe, String key, byte[] value, Headers headers, String topic, String sink) {
        if (!refused.fits(topic, RefusedSizes.bytes(key.getBytes(UTF_8), value, headers))) {
            return false;
        }
        long time = timestamp(keyframe.getCaptureTime().toEpochMilli());
        forward(new Record<>(key, value, time, headers), sink);
        return true;
    }

    /** @param why the reason why a detections record is not counted */
    public void deadLetter(Record<byte[], byte[]> record, RecordMetadata place, String why) {
        Record<byte[], byte[]> letter = DeadLetters.of(record, place.topic(), context.taskId(), place.offset(), why);
        context.forward(
                DeadLetters.fitting(letter, topics.detectionsDlq(), refused)
                        .withTimestamp(timestamp(record.timestamp())),
                DEAD_LETTERS);
    }

    /**
     * Clamps a record's time. Kafka knows no time before the epoch, where the first hopping windows begin, and a broker
     * refuses a record from the future, which a camera's clock may well produce. A refused record is refused forever; a
     * wrong time is only wrong.
     */
    private long timestamp(long time) {
        return Math.max(0, Math.min(time, context.currentSystemTimeMs()));
    }
}
