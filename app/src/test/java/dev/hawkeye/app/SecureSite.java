package dev.hawkeye.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hawkeye.site.config.TopicsConfig;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.SecureKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A site of its own on a {@link SecureKafka}: its topics, made beforehand by the operator, and its settings. */
final class SecureSite {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final SecureKafka kafka;
    private final String prefix;

    SecureSite(Path directory, SecureKafka kafka, String prefix) {
        this.directory = directory;
        this.kafka = kafka;
        this.prefix = prefix;
    }

    SiteGrants grants() {
        return new SiteGrants(prefix);
    }

    String topic(String name) {
        return prefix + name;
    }

    void createTopics() throws InterruptedException {
        TopicSetup.createMissing(new HashMap<>(kafka.superuser()), new TopicsConfig(prefix, 1, Duration.ofHours(1)));
    }

    /** @return hawkeye.yaml as a tree, to be changed where a test wants it otherwise */
    Map<String, Object> settings(Map<String, String> client, String registry, List<Map<String, Object>> cameras)
            throws IOException {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka", new HashMap<>(client));
        settings.put("registry", new HashMap<>(Map.of("schema.registry.url", registry)));
        settings.put("topics", Map.of("prefix", prefix, "partitions", 1));
        settings.put("http", Map.of("port", 0));
        settings.put("data-directory", directory.resolve("data").toString());
        settings.put("ingest", Map.of("group", prefix + "ingest", "detector-group", prefix + "detector"));
        // However slow the machine, a live frame is analyzed.
        settings.put(
                "detector",
                Map.of("application-id", prefix + "detector", "model", model.toString(), "max-frame-age", "10 m"));
        settings.put("aggregator", Map.of("application-id", prefix + "aggregator", "window", "1 s", "advance", "1 s"));
        settings.put("cameras", cameras);
        return settings;
    }

    /** @return the file's name */
    String write(String name, Map<String, Object> settings) throws IOException {
        Path file = directory.resolve(name);
        new YAMLMapper().writeValue(file.toFile(), settings);
        return file.toString();
    }

    /** Until the topic has a record. */
    void awaitRecords(String name) {
        TopicPartition partition = new TopicPartition(topic(name), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            await(name)
                    .atMost(PATIENCE)
                    .pollInSameThread()
                    .until(() -> consumer.endOffsets(List.of(partition)).get(partition) > 0);
        }
    }

    /** Copies all records of a topic to the same one of another site. */
    void copy(String name, SecureSite to) {
        Map<String, Object> properties = new HashMap<>(kafka.superuser());
        properties.put("max.in.flight.requests.per.connection", 1);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> record : all(consumer, List.of(new TopicPartition(topic(name), 0)))) {
                var unused = producer.send(
                        new ProducerRecord<>(to.topic(name), 0, record.timestamp(), record.key(), record.value()));
            }
            producer.flush();
        }
    }

    /** All records on all topics of the cluster, the committed offsets and other books of Kafka's among them. */
    List<ConsumerRecord<byte[], byte[]>> everything() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return all(
                    consumer,
                    consumer.listTopics().values().stream()
                            .flatMap(List::stream)
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                new HashMap<>(kafka.superuser()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
