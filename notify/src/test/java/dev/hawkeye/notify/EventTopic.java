package dev.hawkeye.notify;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.Registry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with the topic of events, three partitions of it, and a registry that other processes reach. */
final class EventTopic implements AutoCloseable {
    static final Topics TOPICS = new Topics("t.");

    private final Registry server = new Registry();
    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, server.url()));
    private final EmbeddedKafka kafka;
    private final KafkaProducer<String, byte[]> producer;

    EventTopic(Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory, 0, Map.of());
        try (Admin admin = Admin.create(kafka())) {
            NewTopic events = new NewTopic(TOPICS.events(), 3, (short) 1)
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            NewTopic letters = new NewTopic(TOPICS.notifyDlq(), 1, (short) 1);
            admin.createTopics(List.of(events, letters)).all().get();
        }
        Map<String, Object> writing = new HashMap<>(kafka());
        writing.put("transactional.id", "aggregator"); // whose markers are the last thing in each partition
        producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    String registryUrl() {
        return server.url();
    }

    SchemaRegistry registry() {
        return registry;
    }

    void write(List<Event> events) {
        producer.beginTransaction();
        for (Event event : events) {
            byte[] value = registry.serde(Event.class).serializer().serialize(TOPICS.events(), event);
            producer.send(new ProducerRecord<>(TOPICS.events(), event.getCamera(), value));
        }
        producer.commitTransaction();
    }

    /** Reads a topic from its beginning. */
    KafkaConsumer<String, String> reader(String topic) {
        Map<String, Object> reading = new HashMap<>(kafka());
        reading.put("isolation.level", "read_committed");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    /** What a group has committed. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
        registry.close();
        server.close();
    }
}
