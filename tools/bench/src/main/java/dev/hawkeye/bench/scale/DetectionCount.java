package dev.hawkeye.bench.scale;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts committed detections from its creation on. Not thread-safe. */
final class DetectionCount implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Runnable check;
    private long count;
    private long lastNanos = System.nanoTime();
    private long longestPauseNanos;

    DetectionCount(String kafka, String topic, Runnable check) {
        this.check = check;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // otherwise the first poll would determine the end
    }

    /**
     * Reads for this long.
     *
     * @return detections per second
     */
    double perSecond(Duration time) {
        long before = count;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            poll();
        }
        return (count - before) / ((System.nanoTime() - begin) / 1e9);
    }

    void poll() {
        check.run();
        int records = consumer.poll(POLL).count();
        long now = System.nanoTime();
        longestPauseNanos = Math.max(longestPauseNanos, now - lastNanos);
        if (records > 0) {
            count += records;
            lastNanos = now;
        }
    }

    /** Restarts the measurement of pauses. */
    void forgetPauses() {
        longestPauseNanos = 0;
        lastNanos = System.nanoTime();
    }

    /** The longest time without any detection, seconds. */
    double longestPause() {
        return longestPauseNanos / 1e9;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
