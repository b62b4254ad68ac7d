package dev.hawkeye.app.frames;

import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.site.registry.LocalRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The contents of a site's {@code frames} topic at the time it is opened. Skips records that are not frames, and frames
 * without a picture because nothing had changed. Owns a consumer while {@link #read} runs. Not thread-safe.
 */
final class FrameTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Frame> deserializer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /** The work on an opened topic. */
    interface Reading<T, E extends Exception> {
        T of(FrameTopic topic) throws E;
    }

    /** Receives frames. */
    interface Taker<E extends Exception> {
        void take(Frame frame) throws E;
    }

    private FrameTopic(KafkaConsumer<byte[], byte[]> consumer, Deserializer<Frame> deserializer, String topic) {
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        this.begins = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /**
     * Opens the topic while {@code reading} runs.
     *
     * @param oneByOne whether to read single records from many places, rather than all records
     * @throws UserException when Kafka or the registry cannot be reached, or when the topic is empty
     */
    static <T, E extends Exception> T read(HawkeyeConfig site, boolean oneByOne, Reading<T, E> reading) throws E {
        String bootstrapServers = BootstrapServers.of(site).text();
        String topic = site.topics().topics().frames();
        try (SchemaRegistry registry = SchemaRegistry.connect(LocalRegistry.seenFromOutside(site));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        properties(site, oneByOne), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            FrameTopic opened =
                    new FrameTopic(consumer, registry.serde(Frame.class).deserializer(), topic);
            if (opened.size() == 0) {
                throw new UserException("the topic " + topic + " in Kafka at " + bootstrapServers
                        + " has no frames: start Hawkeye with cameras first, or check topics.prefix");
            }
            return reading.of(opened);
        } catch (TimeoutException e) {
            throw new UserException(
                    "Kafka at " + bootstrapServers + " cannot be reached: start Hawkeye there, or name another", e);
        } catch (RegistryException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private static Map<String, Object> properties(HawkeyeConfig site, boolean oneByOne) {
        Map<String, Object> properties = new HashMap<>(site.kafka());
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "earliest");
        if (oneByOne) {
            properties.put("max.poll.records", 1);
            properties.put("max.partition.fetch.bytes", 1); // a broker still sends one record, and no more
        }
        properties.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        return properties;
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    long begin(TopicPartition partition) {
        return begins.get(partition);
    }

    /** The number of records in a partition. */
    long size(TopicPartition partition) {
        return ends.get(partition) - begins.get(partition);
    }

    /** The number of records in all partitions. */
    long size() {
        return partitions.stream().mapToLong(this::size).sum();
    }

    /** A frame with a picture, and the offset at which to look for the next one. */
    record Found(Optional<Frame> frame, long next) {}

    /** The first frame with a picture at or after this offset; empty if the partition ends before. */
    Found first(TopicPartition partition, long from) {
        long end = ends.get(partition);
        if (from < end) {
            seek(partition, from);
            while (consumer.position(partition) < end) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(TIMEOUT);
                if (records.isEmpty()) {
                    break;
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Optional<Frame> frame = frame(record);
                    if (frame.isPresent()) {
                        return new Found(frame, record.offset() + 1);
                    }
                }
            }
        }
        return new Found(Optional.empty(), end);
    }

    /**
     * Passes on all frames with a picture of some cameras, reading only the partitions of their keys.
     *
     * @param cameras empty for all
     */
    <E extends Exception> void all(Set<String> cameras, Taker<E> taker) throws E {
        Set<Integer> theirs = new HashSet<>();
        cameras.forEach(camera -> theirs.add(KeyPartition.of(camera, partitions.size())));
        for (TopicPartition partition : partitions) {
            if (cameras.isEmpty() || theirs.contains(partition.partition())) {
                all(partition, cameras, taker);
            }
        }
    }

    private <E extends Exception> void all(TopicPartition partition, Set<String> cameras, Taker<E> taker) throws E {
        long end = ends.get(partition);
        seek(partition, begins.get(partition));
        while (consumer.position(partition) < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(TIMEOUT);
            if (records.isEmpty()) {
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Optional<Frame> frame = frame(record)
                        .filter(one -> cameras.isEmpty() || cameras.contains(one.getCamera()))
                        .filter(one -> record.offset() < end);
                if (frame.isPresent()) {
                    taker.take(frame.get());
                }
            }
        }
    }

    private void seek(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
    }

    private Optional<Frame> frame(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(deserializer.deserialize(record.topic(), record.value()))
                    .filter(frame -> frame.getJpeg().hasRemaining());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /** The JPEG of a frame. */
    static byte[] jpeg(Frame frame) {
        return Utils.toArray(frame.getJpeg());
    }
}
