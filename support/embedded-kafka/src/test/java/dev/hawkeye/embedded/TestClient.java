package dev.hawkeye.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain Kafka clients for the tests: topics of one partition with text in them. */
final class TestClient {
    private static final int LARGEST_BYTES = 8_000_000;
    private static final long READ_SECONDS = 30;

    private final String bootstrapServers;

    TestClient(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static ProducerRecord<String, String> entry(String topic, String value) {
        return new ProducerRecord<>(topic, "key", value);
    }

    void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    String clusterId() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    void send(String topic, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(producerProperties())) {
            for (String value : values) {
                producer.send(entry(topic, value)).get();
            }
        }
    }

    KafkaProducer<String, String> transactionalProducer(String id, Duration timeout) {
        Map<String, Object> properties = producerProperties();
        properties.put("transaction.timeout.ms", (int) timeout.toMillis());
        properties.put("transactional.id", id);
        return new KafkaProducer<>(properties);
    }

    /** Committed values from the beginning, as soon as {@code count} of them are there. */
    List<String> read(String topic, int count) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                LARGEST_BYTES,
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(READ_SECONDS).toNanos();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private Map<String, Object> producerProperties() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                LARGEST_BYTES,
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class));
    }
}
