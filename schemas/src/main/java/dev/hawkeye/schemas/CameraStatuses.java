package dev.hawkeye.schemas;

import dev.hawkeye.kafka.Groupless;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The current state of each camera according to the camera-status topic: its newest record, unless that is a tombstone.
 * Not thread-safe.
 */
public final class CameraStatuses {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Anyone with write access to the topic can invent cameras. */
    private static final int MAX_CAMERAS = 10_000;
    /** After this many missed reports, no ingest reads the camera anymore. */
    private static final int MISSED_REPORTS = 3;

    private static final Duration MIN_SILENCE = Duration.ofSeconds(10);
    private static final Duration UNKNOWN_INTERVAL = Duration.ofSeconds(20);

    private final SortedMap<String, Known> byCamera = new TreeMap<>();

    private CameraStatuses() {}

    /**
     * One camera.
     *
     * @param status empty when the newest record cannot be decoded
     * @param time when the broker received that record
     * @param partitions those that contain the camera: more than one if partitions were added to the topic
     */
    public record Known(Optional<CameraStatus> status, Instant time, SortedSet<Integer> partitions) {

        /** Whether a running ingest has the camera, so that it will report again. */
        public boolean isAlive(Instant now) {
            return status.filter(known -> known.getState() != CameraState.STOPPED && !isSilent(known, now))
                    .isPresent();
        }

        /** Whether it has been silent for longer than a running ingest allows. */
        public boolean isSilent(Instant now) {
            return status.filter(known -> isSilent(known, now)).isPresent();
        }

        private boolean isSilent(CameraStatus known, Instant now) {
            return Duration.between(time, now).compareTo(longestSilence(known)) > 0;
        }
    }

    /**
     * Reads partitions from their beginning to their current end. Drops cameras beyond the first {@value #MAX_CAMERAS}.
     *
     * @param kafka native consumer properties, with {@code bootstrap.servers}; no group is joined
     * @param topic of camera statuses
     * @param partitions which of its partitions to read; empty for all
     * @param patience maximum time without a record
     * @return the cameras by id
     * @throws TimeoutException when Kafka does not answer for that long
     * @throws RegistryException when the schema registry cannot be queried
     */
    public static SortedMap<String, Known> read(
            Map<String, Object> kafka,
            String topic,
            Collection<TopicPartition> partitions,
            SchemaRegistry registry,
            Duration patience) {
        Deserializer<CameraStatus> values = registry.serde(CameraStatus.class).deserializer();
        CameraStatuses statuses = new CameraStatuses();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                properties(kafka, patience), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> all = partitions.isEmpty()
                    ? consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList()
                    : List.copyOf(partitions);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            long heard = System.nanoTime();
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    statuses.take(record, values);
                }
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > patience.toNanos()) {
                    throw new TimeoutException("no answer within " + patience.toSeconds() + " s");
                }
            }
        }
        return statuses.byCamera;
    }

    private static Map<String, Object> properties(Map<String, Object> kafka, Duration patience) {
        Map<String, Object> properties = Groupless.properties(kafka);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return properties;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Deserializer<CameraStatus> values) {
        String camera = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Known before = byCamera.get(camera);
        SortedSet<Integer> partitions = before == null ? new TreeSet<>() : before.partitions();
        if (record.value() == null) {
            partitions.remove(record.partition());
            if (partitions.isEmpty()) {
                byCamera.remove(camera);
            }
            return;
        }
        if (before == null && byCamera.size() >= MAX_CAMERAS) {
            return;
        }
        partitions.add(record.partition());
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (before == null || !time.isBefore(before.time())) {
            byCamera.put(camera, new Known(decoded(record, values), time, partitions));
        }
    }

    private static Optional<CameraStatus> decoded(
            ConsumerRecord<byte[], byte[]> record, Deserializer<CameraStatus> values) {
        try {
            return Optional.of(values.deserialize(record.topic(), record.value()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /** The longest possible silence of a camera that a running ingest has. */
    public static Duration longestSilence(CameraStatus status) {
        Duration interval =
                status.getIntervalMillis() > 0 ? Duration.ofMillis(status.getIntervalMillis()) : UNKNOWN_INTERVAL;
        Duration silence = interval.multipliedBy(MISSED_REPORTS);
        return silence.compareTo(MIN_SILENCE) < 0 ? MIN_SILENCE : silence;
    }
}
