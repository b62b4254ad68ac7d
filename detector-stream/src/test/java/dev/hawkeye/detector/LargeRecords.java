package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records of up to 16 MiB to an embedded broker, and reads those of a topic's first partition. */
final class LargeRecords {
    private LargeRecords() {}

    @SafeVarargs
    static void produce(EmbeddedKafka kafka, ProducerRecord<String, byte[]>... records) throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 16 << 20);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<String, byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedKafka kafka, String topic, int count) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < count) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** One of the headers with which Kafka Streams explains a dead letter. */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                record.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
    }
}
