package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class DeadThreadIT {
    private static final long LOOK_MILLIS = 10;

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final CountDownLatch processed = new CountDownLatch(1);

    @TempDir
    Path directory;

    @Test
    void aRunnerIsNotReadyFromTheDeathOfItsThreadUntilAnotherOneWorks() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
                StreamRunner runner = new StreamRunner(
                        "fragile",
                        topology(),
                        "fragile",
                        Map.of(),
                        properties(kafka),
                        new DefaultKafkaClientSupplier(),
                        new SimpleMeterRegistry())) {
            // given
            createTopic(kafka);
            runner.start();
            await(runner::ready);
            assertThat(runner.waitsFor()).isEmpty();

            // when
            send(kafka);

            // then
            await(() -> runner.waitsFor().contains("a stream thread died"));
            assertThat(runner.ready()).isFalse();
            assertThat(runner.live()).isTrue();

            // when
            broken.set(false);

            // then
            processed.await();
            await(runner::ready);
            assertThat(runner.waitsFor()).isEmpty();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private Map<String, Object> properties(EmbeddedKafka kafka) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("state.dir", directory.resolve("state").toString());
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        // A thread that died is waited for so long before its partitions are given to the one that replaces it.
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        return properties;
    }

    private Topology topology() {
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("fragile", Fragile::new, "in");
    }

    /** Kills its thread over every record, as long as it is broken. */
    private final class Fragile implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            processed.countDown();
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("in", "key", "value")).get();
        }
    }
}
