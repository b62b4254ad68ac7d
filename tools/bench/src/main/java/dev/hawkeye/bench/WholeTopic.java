package dev.hawkeye.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the committed records of all partitions of a topic. Not thread-safe. */
final class WholeTopic<T> implements AutoCloseable {
    private final String topic;
    private final Deserializer<T> deserializer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private WholeTopic(Map<String, Object> kafka, String topic, Deserializer<T> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    static <T> WholeTopic<T> fromBeginning(Map<String, Object> kafka, String topic, Deserializer<T> deserializer) {
        WholeTopic<T> whole = new WholeTopic<>(kafka, topic, deserializer);
        whole.consumer.seekToBeginning(whole.partitions);
        return whole;
    }

    /** Reads the records written from now on. */
    static <T> WholeTopic<T> fromEnd(Map<String, Object> kafka, String topic, Deserializer<T> deserializer) {
        WholeTopic<T> whole = new WholeTopic<>(kafka, topic, deserializer);
        whole.consumer.seekToEnd(whole.partitions);
        whole.partitions.forEach(whole.consumer::position); // otherwise the first poll would determine the end
        return whole;
    }

    List<T> poll(Duration longest) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
            values.add(deserializer.deserialize(topic, record.value()));
        }
        return values;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
