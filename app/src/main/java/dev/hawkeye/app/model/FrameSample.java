package dev.hawkeye.app.model;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Pictures of a running Hawkeye: of all cameras, spread evenly over what its topic holds; or of some, drawn from all that
 * their partitions hold, which are read once for it.
 */
final class FrameSample {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HawkeyeConfig config;
    private final Set<String> cameras;

    /** @param cameras empty for all */
    FrameSample(HawkeyeConfig config, Set<String> cameras) {
        this.config = config;
        this.cameras = Set.copyOf(cameras);
    }

    /**
     * @param taken hears how many there are so far
     * @return JPEGs, at most {@code count}; none if the cameras have none
     * @throws UserException when Kafka or the registry cannot be reached, or when the topic is empty
     */
    List<byte[]> read(int count, IntConsumer taken) {
        String bootstrapServers = BootstrapServers.of(config).text();
        Map<String, String> registryProperties = LocalRegistry.seenFromOutside(config);
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "earliest");
        if (cameras.isEmpty()) {
            properties.put("max.poll.records", 1);
            properties.put("max.partition.fetch.bytes", 1); // a broker still sends one record, and no more
        }
        properties.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        try (SchemaRegistry registry = SchemaRegistry.connect(registryProperties);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(
                    consumer,
                    config.topics().topics().frames(),
                    registry.serde(Frame.class).deserializer(),
                    count,
                    taken);
        } catch (TimeoutException e) {
            throw new UserException(
                    "Kafka at " + bootstrapServers + " cannot be reached: start Hawkeye there, or name another", e);
        } catch (RegistryException e) {
            throw new UserException(
                    "the schema registry at " + SchemaRegistry.shownAddress(registryProperties) + " cannot be reached ("
                            + e.getMessage() + "): set registry." + SchemaRegistry.URL + " in --config",
                    e);
        }
    }

    private List<byte[]> read(
            KafkaConsumer<byte[], byte[]> consumer,
            String topic,
            Deserializer<Frame> deserializer,
            int count,
            IntConsumer taken) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (begins.equals(ends)) {
            throw new UserException("the topic " + topic + " in Kafka at "
                    + BootstrapServers.of(config).text()
                    + " has no frames: start Hawkeye with cameras first, or check topics.prefix");
        }
        return cameras.isEmpty()
                ? evenly(consumer, partitions, begins, ends, deserializer, count, taken)
                : ofCameras(consumer, partitions, begins, ends, deserializer, count, taken);
    }

    /**
     * Uniformly, by algorithm R (Vitter, "Random Sampling with a Reservoir", 1985), the same ones each time. The partition of a
     * camera is that of its key.
     */
    private List<byte[]> ofCameras(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Deserializer<Frame> deserializer,
            int count,
            IntConsumer taken) {
        Set<Integer> theirs = new HashSet<>();
        cameras.forEach(camera -> theirs.add(KeyPartition.of(camera, partitions.size())));
        Random random = new Random(1);
        List<byte[]> drawn = new ArrayList<>();
        int seen = 0;
        for (TopicPartition partition : partitions) {
            if (!theirs.contains(partition.partition())) {
                continue;
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, begins.get(partition));
            while (consumer.position(partition) < ends.get(partition)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(TIMEOUT);
                if (records.isEmpty()) {
                    break;
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Optional<byte[]> picture = picture(record, deserializer);
                    if (picture.isEmpty()) {
                        continue;
                    }
                    int place = seen < count ? seen : random.nextInt(seen + 1);
                    seen++;
                    if (place == drawn.size()) {
                        drawn.add(picture.get());
                        taken.accept(drawn.size());
                    } else if (place < count) {
                        drawn.set(place, picture.get());
                    }
                }
            }
        }
        return drawn;
    }

    private List<byte[]> evenly(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Deserializer<Frame> deserializer,
            int count,
            IntConsumer taken) {
        long all = partitions.stream()
                .mapToLong(partition -> ends.get(partition) - begins.get(partition))
                .sum();
        Map<TopicPartition, Long> next = new HashMap<>(begins);
        List<byte[]> pictures = new ArrayList<>();
        long parts = Math.min(count, all);
        for (long part = 0; part < parts; part++) {
            long index = part * all / parts;
            for (TopicPartition partition : partitions) {
                long size = ends.get(partition) - begins.get(partition);
                if (index < size) {
                    long from = Math.max(begins.get(partition) + index, next.get(partition));
                    next.put(partition, add(consumer, partition, from, ends.get(partition), deserializer, pictures));
                    taken.accept(pictures.size());
                    break;
                }
                index -= size;
            }
        }
        return pictures;
    }

    /**
     * Adds the first picture of a range of offsets, if there is one. A record that holds no frame, or one without a picture,
     * since it is unchanged, is skipped.
     *
     * @return the offset after it
     */
    private long add(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long end,
            Deserializer<Frame> deserializer,
            List<byte[]> pictures) {
        if (from >= end) {
            return end;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(TIMEOUT);
            if (records.isEmpty()) {
                return end;
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Optional<byte[]> picture = picture(record, deserializer);
                if (picture.isPresent()) {
                    pictures.add(picture.get());
                    return record.offset() + 1;
                }
            }
        }
        return end;
    }

    private Optional<byte[]> picture(ConsumerRecord<byte[], byte[]> record, Deserializer<Frame> deserializer) {
        try {
            Frame frame = deserializer.deserialize(record.topic(), record.value());
            if (frame == null
                    || !frame.getJpeg().hasRemaining()
                    || !(cameras.isEmpty() || cameras.contains(frame.getCamera()))) {
                return Optional.empty();
            }
            byte[] jpeg = new byte[frame.getJpeg().remaining()];
            frame.getJpeg().duplicate().get(jpeg);
            return Optional.of(jpeg);
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
