package dev.hawkeye.app.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning to where it ends now. Needs Kafka's client, of Confluent's version too, and no more. */
final class ToTheEnd {
    private static final Duration POLL = Duration.ofMillis(100);

    private ToTheEnd() {}

    static <V> List<ConsumerRecord<String, V>> read(KafkaConsumer<String, V> consumer, String topic) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }
}
