package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All frames and detections of a run as written. Grows during the run. Not thread-safe. */
public final class Ledger {
    private final Topics topics;
    private final SchemaRegistry registry;
    private final Map<FrameRef, byte[]> frames = new HashMap<>();
    private final Map<String, List<Written>> detections = new TreeMap<>();

    /** One detection and its record. */
    public record Written(ConsumerRecord<byte[], byte[]> record, Detection detection) {
        public int partition() {
            return record.partition();
        }

        public long offset() {
            return record.offset();
        }

        public byte[] value() {
            return record.value();
        }
    }

    public Ledger(Topics topics, SchemaRegistry registry) {
        this.topics = topics;
        this.registry = registry;
    }

    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.frames())) {
            frames.put(new FrameRef(record.topic(), record.partition(), record.offset()), record.value());
        } else if (record.topic().equals(topics.detections())) {
            Detection detection =
                    registry.serde(Detection.class).deserializer().deserialize(record.topic(), record.value());
            detections
                    .computeIfAbsent(detection.getCamera(), camera -> new ArrayList<>())
                    .add(new Written(record, detection));
        }
    }

    /** Detections by camera, in the order of their records. */
    public Map<String, List<Written>> detections() {
        return detections;
    }

    /** The record of a frame. */
    public Optional<byte[]> record(FrameRef place) {
        return Optional.ofNullable(frames.get(place));
    }

    /** The frame of a detection. */
    public Frame frame(Detection detection) {
        return registry.serde(Frame.class)
                .deserializer()
                .deserialize(topics.frames(), frames.get(detection.getFrame()));
    }
}
