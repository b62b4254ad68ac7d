package dev.hawkeye.replay;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.schemas.WindowCount;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The results of one run in a period: its final windows, objects and events. Built from the records of its topics, see
 * {@link #topics(Topics)}. Not thread-safe.
 */
final class Outcome {
    private final Topics topics;
    private final Period period;
    private final BiConsumer<Detection, Long> each;
    private final Deserializer<Detection> detections;
    private final Deserializer<WindowCount> counts;
    private final Deserializer<Track> tracks;
    private final Deserializer<Event> events;
    private final Map<WindowKey, WindowCount> windows = new TreeMap<>();
    private final Map<String, Track> objects = new HashMap<>();
    private final Map<String, Life> lives = new HashMap<>();
    private final Map<String, Event> begun = new LinkedHashMap<>();
    private final Set<String> models = new TreeSet<>();
    private final Map<TopicPartition, Long> lastDetections = new HashMap<>();
    private long frames;

    /** @param each receives every detection of the cameras, with the timestamp of its record in ms since the epoch */
    Outcome(Topics topics, SchemaRegistry registry, Period period, BiConsumer<Detection, Long> each) {
        this.topics = topics;
        this.period = period;
        this.each = each;
        this.detections = registry.serde(Detection.class).deserializer();
        this.counts = registry.serde(WindowCount.class).deserializer();
        this.tracks = registry.serde(Track.class).deserializer();
        this.events = registry.serde(Event.class).deserializer();
    }

    static List<String> topics(Topics topics) {
        return List.of(topics.detections(), topics.counts(), topics.tracks(), topics.events());
    }

    /** Takes a record; skips it if it cannot be read. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.detections())) {
            lastDetections.put(new TopicPartition(topic, record.partition()), record.offset());
            frames++;
        }
        try {
            read(topic, record);
        } catch (UndecodableException e) {
            // None of the services wrote this record.
        }
    }

    private void read(String topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (topic.equals(topics.detections())) {
            add(detections.deserialize(topic, record.value()), record.timestamp());
        } else if (topic.equals(topics.counts())) {
            add(counts.deserialize(topic, record.value()));
        } else if (topic.equals(topics.tracks())) {
            add(tracks.deserialize(topic, record.value()));
        } else {
            add(events.deserialize(topic, record.value()));
        }
    }

    private void add(Detection detection, long timestamp) {
        if (period.has(detection.getCamera())) {
            if (period.contains(detection.getCaptureTime())) {
                models.add(detection.getModel());
            }
            each.accept(detection, timestamp);
        }
    }

    private void add(WindowCount count) {
        if (count.getIsFinal() && period.has(count.getCamera()) && period.contains(count)) {
            windows.put(WindowKey.of(count), count);
        }
    }

    /**
     * An object that began before the period or ended after it is not comparable, because the runs know different parts
     * of it.
     */
    private void add(Track track) {
        lives.put(track.getId(), new Life(track.getCamera(), track.getFirstSeen(), track.getLastSeen()));
        if (track.getIsFinal()
                && period.has(track.getCamera())
                && period.contains(track.getFirstSeen())
                && period.contains(track.getLastSeen())) {
            objects.put(track.getId(), track);
        }
    }

    /** Under at_least_once, an event may have been sent twice. */
    private void add(Event event) {
        if (event.getKind() == EventKind.APPEARED
                && period.has(event.getCamera())
                && period.contains(event.getConfirmed())) {
            begun.put(event.getId(), event);
        }
    }

    Map<WindowKey, WindowCount> windows() {
        return windows;
    }

    /** Objects whose first and last sightings are within the period. */
    Iterable<Track> objects() {
        return objects.values();
    }

    /** When objects were in view, as far as is known, including those that are not comparable. */
    Collection<Life> lives() {
        return lives.values();
    }

    /** Events that began in the period. */
    Collection<Event> events() {
        return begun.values();
    }

    /** File names of the models in its detections. */
    Set<String> models() {
        return models;
    }

    /** The number of detections so far. */
    long frames() {
        return frames;
    }

    /** The offset of the last detection, by partition. */
    Map<TopicPartition, Long> lastDetections() {
        return lastDetections;
    }
}
