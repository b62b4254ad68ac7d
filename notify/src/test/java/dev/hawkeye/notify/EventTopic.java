package dev.hawkeye.notify;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
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
            NewTopic commands = new NewTopic(TOPICS.commands(), 2, (short) 1);
            NewTopic results = new NewTopic(TOPICS.commandResults(), 2, (short) 1);
            admin.createTopics(List.of(events, letters, commands, results))
                    .all()
                    .get();
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
        write(TOPICS.events(), Event.class, events);
    }

    /** All of them, or none; by camera or actuator. */
    <T extends SpecificRecord> void write(String topic, Class<T> type, List<T> records) {
        producer.beginTransaction();
        for (T record : records) {
            byte[] value = registry.serde(type).serializer().serialize(topic, record);
            String key = record instanceof Event event ? event.getCamera() : "sprinkler";
            producer.send(new ProducerRecord<>(topic, key, value));
        }
        producer.commitTransaction();
    }

    /** All values of a topic that are there now. */
    <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        List<T> values = new ArrayList<>();
        try (TopicScan scan = TopicScan.fromBeginning(kafka(), topic)) {
            scan.toEnd(record ->
                    values.add(registry.serde(type).deserializer().deserialize(record.topic(), record.value())));
        }
        return values;
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
