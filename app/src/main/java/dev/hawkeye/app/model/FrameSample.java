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
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Frames of a running Hawkeye, spread evenly over what its topic holds, and so over all cameras and hours. */
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
        List<byte[]> pictures = new ArrayList<>();
        long parts = Math.min(count, all);
        for (long part = 0; part < parts; part++) {
            long index = part * all / parts;
            for (TopicPartition partition : partitions) {
                long size = ends.get(partition) - begins.get(partition);
                if (index < size) {
                    add(consumer, partition, begins.get(partition) + index, deserializer, pictures);
                    taken.accept(pictures.size());
                    break;
                }
                index -= size;
            }
        }
        return pictures;
    }

    /** A record that holds no frame, or was deleted in the meantime, is skipped. */
    private static void add(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long offset,
            Deserializer<Frame> deserializer,
            List<byte[]> pictures) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TIMEOUT)) {
            try {
                Frame frame = deserializer.deserialize(record.topic(), record.value());
                if (frame == null) {
                    return;
                }
                byte[] jpeg = new byte[frame.getJpeg().remaining()];
                frame.getJpeg().duplicate().get(jpeg);
                pictures.add(jpeg);
            } catch (UndecodableException e) {
                return;
            }
        }
    }
}
