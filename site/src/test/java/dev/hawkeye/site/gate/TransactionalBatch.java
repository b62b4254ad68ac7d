package dev.hawkeye.site.gate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a crash may leave in the log of a broker: one batch of a transaction, and no end behind it. */
final class TransactionalBatch {
    private static final long PRODUCER = 4711;

    private TransactionalBatch() {}

    /** To the first partition of a topic that is empty; the broker of this directory must not run. */
    static void append(Path kafka, String topic) throws IOException {
        MemoryRecords batch = MemoryRecords.withTransactionalRecords(
                0L,
                Compression.NONE,
                PRODUCER,
                (short) 0,
                0,
                0,
                new SimpleRecord(System.currentTimeMillis(), new byte[] {1}, new byte[] {2}));
        Path log = kafka.resolve(topic + "-0").resolve("00000000000000000000.log");
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            batch.writeFullyTo(file);
        }
        // So that the broker looks at what is in its log, as after a crash.
        Files.delete(kafka.resolve(".kafka_cleanshutdown"));
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("transactional.id", "open");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
