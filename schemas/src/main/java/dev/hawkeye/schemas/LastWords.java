package dev.hawkeye.schemas;

import dev.hawkeye.kafka.TopicScan;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The newest record of each key of a topic on which processes report their state. A record that cannot be decoded
 * counts as a tombstone. Owns a consumer until {@link #close()}. Not thread-safe.
 */
public final class LastWords<T extends SpecificRecord> implements AutoCloseable {
    /** Anyone with write access to the topic can invent keys. */
    private static final int MAX_KEYS = 10_000;

    private final TopicScan scan;
    private final String topic;
    private final Deserializer<T> deserializer;
    private final SortedMap<String, Word<T>> byKey = new TreeMap<>();
    private long newestMillis;

    /**
     * One record.
     *
     * @param millis when the broker received it
     */
    public record Word<T>(T value, long millis) {}

    private LastWords(TopicScan scan, String topic, Deserializer<T> deserializer) {
        this.scan = scan;
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /**
     * Reads everything reported so far.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param from reads only records since then, ms since 1970; empty for all
     * @throws KafkaException when Kafka does not answer
     */
    public static <T extends SpecificRecord> LastWords<T> open(
            Map<String, Object> kafka, String topic, SchemaRegistry registry, Class<T> type, OptionalLong from) {
        TopicScan scan = from.isPresent()
                ? TopicScan.from(kafka, topic, from.getAsLong())
                : TopicScan.fromBeginning(kafka, topic);
        LastWords<T> words = new LastWords<>(scan, topic, registry.serde(type).deserializer());
        try {
            scan.toEnd(words::take);
            return words;
        } catch (RuntimeException e) {
            words.close();
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = TopicScan.key(record);
        newestMillis = Math.max(newestMillis, record.timestamp());
        T value = value(record);
        if (value == null) {
            byKey.remove(key);
        } else if (byKey.size() < MAX_KEYS || byKey.containsKey(key)) {
            byKey.put(key, new Word<>(value, record.timestamp()));
        }
    }

    private T value(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : deserializer.deserialize(topic, record.value());
        } catch (UndecodableException e) {
            return null;
        }
    }

    /** Waits up to {@code longest} for more records. */
    public void poll(Duration longest) {
        scan.poll(longest, this::take);
    }

    /** The newest records by key. Keys beyond the first {@value #MAX_KEYS} are dropped. */
    public SortedMap<String, Word<T>> byKey() {
        return Collections.unmodifiableSortedMap(byKey);
    }

    /** The age of a record, ms, by the broker's clock or this machine's, whichever is later. */
    public long age(Word<T> word) {
        return Math.max(newestMillis, System.currentTimeMillis()) - word.millis();
    }

    @Override
    public void close() {
        scan.close();
    }
}
