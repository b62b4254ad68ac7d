package dev.hawkeye.app.model;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.registry.LocalRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Frames of a running Hawkeye, spread evenly over what its topic holds, and so over all cameras and hours. In the place of a
 * record without a picture comes the next one of its partition that has one.
 */
final class FrameSample {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final ConfigOptions settings;

    /** @param settings for everything but the address: security, registry, topic prefix */
    FrameSample(String bootstrapServers, ConfigOptions settings) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
    }

    List<byte[]> read(int count, IntConsumer taken) {
        ConfigReader reader = settings.reader();
        reader.set("kafka.bootstrap.servers", bootstrapServers, "--calibrate");
        HawkeyeConfig config = reader.read();
        Map<String, String> registryProperties = LocalRegistry.seenFromOutside(config);
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", 1);
        properties.put("max.partition.fetch.bytes", 1); // a broker still sends one record, and no more
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
        long all = partitions.stream()
                .mapToLong(partition -> ends.get(partition) - begins.get(partition))
                .sum();
        if (all == 0) {
            throw new UserException("the topic " + topic + " in Kafka at " + bootstrapServers
                    + " has no frames: start Hawkeye with cameras first, or check topics.prefix");
        }
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
    private static long add(
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

    private static Optional<byte[]> picture(ConsumerRecord<byte[], byte[]> record, Deserializer<Frame> deserializer) {
        try {
            Frame frame = deserializer.deserialize(record.topic(), record.value());
            if (frame == null || !frame.getJpeg().hasRemaining()) {
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
