package dev.hawkeye.bench.faults.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.Unchanged;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the committed records of every topic of the pipeline from the beginning, and keeps what counts. Not
 * thread-safe; its thread calls {@link #poll} while it waits for anything.
 */
public final class Observation implements AutoCloseable {
    private static final String DEAD_LETTER = "__streams.errors.";

    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Frame> frames;
    private final Deserializer<Detection> detections;
    private final Deserializer<WindowCount> counts;
    private final Deserializer<Event> events;
    private final Deserializer<Track> tracks;
    private final Deserializer<Keyframe> keyframes;
    private final Deserializer<Clip> clips;
    private final RunOutcome outcome = new RunOutcome();
    private final Outlets outlets;
    private final Map<String, Detection> references = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Map<String, Long> lastSent = new HashMap<>();
    private Map<String, Long> lastSentAtMark = Map.of();
    private final Set<Sign> signs = EnumSet.noneOf(Sign.class);
    private final Map<RunOutcome.Place, Long> framesAt = new HashMap<>();
    private final Map<RunOutcome.Place, Long> detectionsAt = new HashMap<>();
    private long lastRecordNanos = System.nanoTime();
    private Consumer<ConsumerRecord<byte[], byte[]>> listener = record -> {};

    public Observation(String bootstrapServers, Topics topics, SchemaRegistry registry) {
        this(bootstrapServers, topics, registry, new Outlets());
    }

    /** @param outlets notified of each event and each clip */
    public Observation(String bootstrapServers, Topics topics, SchemaRegistry registry, Outlets outlets) {
        this.topics = topics;
        this.outlets = outlets;
        frames = registry.serde(Frame.class).deserializer();
        detections = registry.serde(Detection.class).deserializer();
        counts = registry.serde(WindowCount.class).deserializer();
        tracks = registry.serde(Track.class).deserializer();
        events = registry.serde(Event.class).deserializer();
        keyframes = registry.serde(Keyframe.class).deserializer();
        clips = registry.serde(Clip.class).deserializer();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(
                topics.frames(),
                topics.framesDlq(),
                topics.detections(),
                topics.counts(),
                topics.events(),
                topics.tracks(),
                topics.keyframes(),
                topics.clips(),
                topics.cloudCounts(),
                topics.cloudKeyframes())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public RunOutcome outcome() {
        return outcome;
    }

    /** Passes every record on to a listener, too. Call this before the first {@link #poll}. */
    public void tell(Consumer<ConsumerRecord<byte[], byte[]>> other) {
        listener = other;
    }

    /** Starts a new observation: only later records count as signs. */
    public void mark() {
        signs.clear();
        lastSentAtMark = Map.copyOf(lastSent);
    }

    public boolean seenSinceMark(Sign sign) {
        return signs.contains(sign);
    }

    /** The last round for which every fed camera has a detection; -1 before the first. */
    public long completeRounds() {
        long least = Long.MAX_VALUE;
        for (int camera = 0; camera < Input.CAMERAS; camera++) {
            least = Math.min(least, lastSeen.getOrDefault(Input.fed(camera), -1L));
        }
        return least;
    }

    /**
     * How long frames waited for their detections, by the broker's clock.
     *
     * @param since earliest arrival of the frames, ms since 1970
     * @return waits in ms, shortest first
     */
    public List<Long> waitsSince(long since) {
        return framesAt.entrySet().stream()
                .filter(frame -> frame.getValue() >= since && detectionsAt.containsKey(frame.getKey()))
                .map(frame -> detectionsAt.get(frame.getKey()) - frame.getValue())
                .sorted()
                .toList();
    }

    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastRecordNanos);
    }

    /** @return whether any record arrived */
    public boolean poll(Duration longest) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(longest);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            take(record);
        }
        if (!records.isEmpty()) {
            lastRecordNanos = System.nanoTime();
        }
        return !records.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        listener.accept(record);
        String topic = record.topic();
        if (topic.equals(topics.frames())) {
            RunOutcome.Picture picture = picture(record);
            RunOutcome.Place place = new RunOutcome.Place(record.partition(), record.offset());
            outcome.frames.put(place, picture);
            framesAt.put(place, record.timestamp());
            if (picture != null) {
                lastSent.merge(picture.camera(), picture.index(), Math::max);
            }
        } else if (topic.equals(topics.framesDlq())) {
            RunOutcome.Place place = new RunOutcome.Place(
                    Integer.parseInt(header(record, "partition")), Long.parseLong(header(record, "offset")));
            outcome.deadLetters.merge(place, 1, Integer::sum);
        } else if (topic.equals(topics.detections())) {
            take(detections.deserialize(topic, record.value()), record.timestamp());
        } else if (topic.equals(topics.counts())) {
            sign(Sign.COUNT);
        } else if (topic.equals(topics.cloudCounts())) {
            outcome.add(Result.of(counts.deserialize(topic, record.value())));
        } else if (topic.equals(topics.events())) {
            Event event = events.deserialize(topic, record.value());
            outcome.add(Result.of(event));
            outlets.happened(event);
        } else if (topic.equals(topics.tracks())) {
            Track track = tracks.deserialize(topic, record.value());
            if (track.getIsFinal()) {
                outcome.add(Result.of(track));
            }
        } else if (topic.equals(topics.clips())) {
            outlets.filmed(clips.deserialize(topic, record.value()));
        } else {
            Keyframe keyframe = keyframes.deserialize(topic, record.value());
            outcome.add(Result.of(keyframe, topic.equals(topics.cloudKeyframes())));
        }
    }

    private RunOutcome.Picture picture(ConsumerRecord<byte[], byte[]> record) {
        try {
            Frame frame = frames.deserialize(record.topic(), record.value());
            return new RunOutcome.Picture(frame.getCamera(), Input.indexOf(frame.getCaptureTime()));
        } catch (UndecodableException e) {
            return null;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(DEAD_LETTER + name);
        return new String(header.value(), UTF_8);
    }

    private void take(Detection detection, long writtenAt) {
        String camera = detection.getCamera();
        long index = Input.indexOf(detection.getCaptureTime());
        RunOutcome.Place place = new RunOutcome.Place(
                detection.getFrame().getPartition(), detection.getFrame().getOffset());
        detectionsAt.putIfAbsent(place, writtenAt);
        outcome.detected(place, new RunOutcome.Picture(camera, index), counted(detection));
        lastSeen.merge(camera, index, Math::max);
        sign(Sign.DETECTION);
        if (Input.isFolder(camera) && index > lastSentAtMark.getOrDefault(camera, -1L)) {
            sign(Sign.NEW_PICTURE);
        }
    }

    /**
     * The fate for the comparison. Which frames of a gated camera are sent without a picture depends on when its ingest
     * was restarted; what they count as does not.
     */
    private String counted(Detection detection) {
        if (detection.getFate() != Fate.UNCHANGED) {
            references.put(detection.getCamera() + " " + detection.getStream(), detection);
            return fate(detection);
        }
        Detection reference = references.get(detection.getCamera() + " " + detection.getStream());
        boolean known =
                reference != null && Unchanged.refersTo(detection, reference.getStream(), reference.getSequence());
        outcome.unchanged++;
        return known ? fate(reference) : "UNCHANGED since a frame that is not the last one";
    }

    /** Scores may differ in the last digits with the size of a batch; the objects may not. */
    public static String fate(Detection detection) {
        Map<String, Integer> objects = new TreeMap<>();
        for (DetectedObject object : detection.getObjects()) {
            objects.merge(object.getClassName(), 1, Integer::sum);
        }
        return detection.getFate() + " " + objects;
    }

    /** Records a sign seen elsewhere. */
    public void sign(Sign sign) {
        signs.add(sign);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
