package dev.hawkeye.analyze;

import dev.hawkeye.analyze.result.CameraTotals;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the pipeline's results as any other reader of the topics would: committed records only, each once. Sums
 * incrementally, and passes on detections, windows, objects, events and keyframes, so nothing here grows with the
 * length of the videos. Not thread-safe.
 */
final class ResultReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Topics topics;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Detection> detections;
    private final Deserializer<WindowCount> counts;
    private final Deserializer<Track> tracks;
    private final Deserializer<Event> events;
    private final Deserializer<Keyframe> keyframes;
    private final Output output;
    private final Map<String, CameraTotals> totals = new TreeMap<>();
    private final Map<TopicPartition, Long> lastDetections = new HashMap<>();
    private long frames;

    public ResultReader(Map<String, Object> kafka, Topics topics, SchemaRegistry registry, Output output) {
        this.topics = topics;
        this.output = output;
        this.detections = registry.serde(Detection.class).deserializer();
        this.counts = registry.serde(WindowCount.class).deserializer();
        this.tracks = registry.serde(Track.class).deserializer();
        this.events = registry.serde(Event.class).deserializer();
        this.keyframes = registry.serde(Keyframe.class).deserializer();
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.putAll(FetchSize.properties());
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic :
                List.of(topics.detections(), topics.counts(), topics.tracks(), topics.events(), topics.keyframes())) {
            consumer.partitionsFor(topic)
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads the available records, waiting briefly if there are none. */
    void poll() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : records) {
            read(record);
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.detections())) {
            lastDetections.put(new TopicPartition(topic, record.partition()), record.offset());
            Detection detection = detections.deserialize(topic, record.value());
            camera(detection.getCamera()).add(detection);
            output.detection(detection);
            frames++;
        } else if (topic.equals(topics.counts())) {
            WindowCount count = counts.deserialize(topic, record.value());
            if (count.getIsFinal()) {
                output.window(count);
            }
        } else if (topic.equals(topics.tracks())) {
            Track track = tracks.deserialize(topic, record.value());
            if (track.getIsFinal()) {
                camera(track.getCamera()).add(track);
                output.track(track);
            }
        } else if (topic.equals(topics.events())) {
            Event event = events.deserialize(topic, record.value());
            output.event(event);
            if (event.getKind() == EventKind.APPEARED) {
                camera(event.getCamera()).addEvent();
            }
        } else {
            Keyframe keyframe = keyframes.deserialize(topic, record.value());
            output.keyframe(keyframe);
            camera(keyframe.getCamera()).addKeyframe();
        }
    }

    /** @return totals of a camera; empty before its first frame */
    CameraTotals camera(String id) {
        return totals.computeIfAbsent(id, camera -> new CameraTotals());
    }

    /** @return frames with a fate so far, all cameras */
    long frames() {
        return frames;
    }

    /** @return offset of the last detection read, by partition of the detections topic */
    Map<TopicPartition, Long> lastDetections() {
        return lastDetections;
    }

    /** Reads to the current end of every topic. */
    void drain() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
