package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
final class RefusedSizesIT {
    private static final int LARGEST = 10_000;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong nanoTime = new AtomicLong();
    private final RefusedSizes sizes = new RefusedSizes(metrics, nanoTime::get);

    @TempDir
    Path directory;

    @Test
    void theSmallestRefusedRecordOfATopicIsTheLimit() {
        // when
        sizes.refused("small", 2_000, new RecordTooLargeException());
        sizes.refused("small", 1_000, new RecordTooLargeException());
        sizes.refused("small", 3_000, new RecordTooLargeException());

        // then
        assertThat(sizes.fits("small", 999)).isTrue();
        assertThat(sizes.fits("small", 1_000)).isFalse();
        assertThat(sizes.fits("other", 1_000_000)).isTrue();
    }

    @Test
    void recordsThatFailWithTheOneThatIsTooLargeAreNotTakenForTooLarge() {
        // given
        RecordTooLargeException refusal = new RecordTooLargeException();

        // when
        sizes.refused("frames", 2_000, refusal);
        sizes.refused("frames", 10, refusal);
        sizes.refused("other", 10, refusal);

        // then
        assertThat(sizes.fits("frames", 1_999)).isTrue();
        assertThat(sizes.fits("other", 10)).isTrue();
    }

    @Test
    void aSizeIsDoubtedAfterAWhileAndLaterEachTimeItIsRefusedAgain() {
        for (long minutes : new long[] {10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440}) {
            // when
            sizes.refused("out", 2_000, new RecordTooLargeException());

            // then
            pass(Duration.ofMinutes(minutes).minusNanos(1));
            assertThat(sizes.fits("out", 2_000)).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(sizes.fits("out", 2_000)).isTrue();
        }
    }

    @Test
    void aSmallerSizeThatIsRefusedMeanwhileIsBelievedNoLongerThanTheFirst() {
        // given
        sizes.refused("out", 2_000, new RecordTooLargeException());
        sizes.refused("out", 1_000, new RecordTooLargeException());

        // when
        pass(Duration.ofMinutes(10));

        // then
        assertThat(sizes.fits("out", 1_000)).isTrue();
    }

    @Test
    void aRefusalInDoubtConfirmsTheSmallerSize() {
        // given
        sizes.refused("out", 1_000, new RecordTooLargeException());
        pass(Duration.ofMinutes(10));

        // when
        assertThat(sizes.fits("out", 3_000)).isTrue();
        sizes.refused("out", 3_000, new RecordTooLargeException());

        // then
        assertThat(sizes.fits("out", 1_000)).isFalse();
        assertThat(sizes.fits("out", 999)).isTrue();
    }

    @Test
    void aRefusalInDoubtSaysNothingAboutSmallerRecordsThatWereSent() {
        // given
        sizes.refused("out", 1_000, new RecordTooLargeException());
        pass(Duration.ofMinutes(10));

        // when
        assertThat(sizes.fits("out", 2_000)).isTrue();
        assertThat(sizes.fits("out", 3_000)).isTrue();
        sizes.refused("out", 3_000, new RecordTooLargeException());

        // then
        assertThat(sizes.fits("out", 2_999)).isTrue();
        assertThat(sizes.fits("out", 3_000)).isFalse();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void aRecordIsItsKeyItsValueAndItsHeaders() {
        assertThat(RefusedSizes.bytes(null, null, new RecordHeaders())).isZero();
        assertThat(RefusedSizes.bytes(new byte[3], new byte[40], new RecordHeaders().add("why", new byte[500])))
                .isEqualTo(3 + 40 + 3 + 500);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                // refused by the broker, or by the producer before it is sent
                1_000_000,
                12_000
            })
    void aRecordTooLargeCostsOneThreadAndNothingElseIsLost(int requestSize) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            // given: small and large records in turn
            Map<String, Object> properties = properties(kafka, requestSize);
            int[] bytes = {10, 50_000, 20, 60_000, 50_000, 30};
            create(kafka);
            produce(kafka, bytes);

            // when
            try (StreamRunner runner = new StreamRunner(
                    "copy", topology(), "copy", Map.of(), properties, new DefaultKafkaClientSupplier(), metrics)) {
                runner.start();

                // then
                assertThat(copied(kafka, bytes.length)).containsExactly(10, 0, 20, 0, 0, 30);
                assertThat(metrics.counter("hawkeye.records.too.large", "topic", "out")
                                .count())
                        .isEqualTo(1);
                assertThat(runner.live()).isTrue();
            }
        }
    }

    @Test
    @Tag("thorough") // its transactions time out several times on a busy machine, 11 s each
    void recordsPassAgainOnceTheLimitOfTheirTopicIsRaisedAndOneRetryIsAllThatItCosts() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            // given
            create(kafka);
            produce(kafka, 10, 50_000);
            try (StreamRunner runner = new StreamRunner(
                    "copy",
                    topology(),
                    "copy",
                    Map.of(),
                    properties(kafka, 1_000_000),
                    new DefaultKafkaClientSupplier(),
                    metrics)) {
                runner.start();
                assertThat(copied(kafka, 2)).containsExactly(10, 0);

                // when: it is too low for another while, and then raised
                pass(Duration.ofMinutes(10));
                produce(kafka, 50_000, 50_000);
                assertThat(copied(kafka, 4)).containsExactly(10, 0, 0, 0);
                raise(kafka);
                produce(kafka, 50_000);
                assertThat(copied(kafka, 5)).containsExactly(10, 0, 0, 0, 0);
                pass(Duration.ofMinutes(20));
                produce(kafka, 50_000, 50_000);

                // then
                assertThat(copied(kafka, 7)).containsExactly(10, 0, 0, 0, 0, 50_000, 50_000);
                assertThat(metrics.counter("hawkeye.records.too.large", "topic", "out")
                                .count())
                        .isEqualTo(2);
            }
        }
    }

    private static void raise(EmbeddedKafka kafka) throws Exception {
        ConfigEntry limit = new ConfigEntry("max.message.bytes", "100000");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "out"),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private Map<String, Object> properties(EmbeddedKafka kafka, int requestSize) {
        Map<String, Object> properties = new HashMap<>(sizes.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("state.dir", directory.resolve("state").toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.producerPrefix("max.request.size"), requestSize);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        // A thread that died is waited for so long before its partitions are given to the one that replaces it.
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        return properties;
    }

    /** Copies records, and only the keys of those that are known to be too large. */
    private Topology topology() {
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("copy", Copy::new, "in")
                .addSink("out", "out", new ByteArraySerializer(), new ByteArraySerializer(), "copy");
    }

    private final class Copy extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            int bytes = RefusedSizes.bytes(record.key(), record.value(), record.headers());
            context().forward(sizes.fits("out", bytes) ? record : record.withValue(new byte[0]));
        }
    }

    private static void create(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic out = new NewTopic("out", 1, (short) 1);
            admin.createTopics(List.of(
                            new NewTopic("in", 2, (short) 1),
                            out.configs(Map.of("max.message.bytes", Integer.toString(LARGEST)))))
                    .all()
                    .get();
        }
    }

    private static void produce(EmbeddedKafka kafka, int... bytes) throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        Random random = new Random(3);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int size : bytes) {
                byte[] value = new byte[size];
                random.nextBytes(value);
                producer.send(new ProducerRecord<>("in", 0, "key", value)).get();
                producer.send(new ProducerRecord<>("in", 1, "small", new byte[1]))
                        .get();
            }
        }
    }

    /** Sizes of the values of partition 0 that were copied and committed, once all small ones of partition 1 are there. */
    private static List<Integer> copied(EmbeddedKafka kafka, int count) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("out", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<Integer> sizes = new ArrayList<>();
            int smallOnes = 0;
            while (sizes.size() < count || smallOnes < count) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals("key")) {
                        sizes.add(record.value().length);
                    } else {
                        assertThat(record.value()).hasSize(1);
                        smallOnes++;
                    }
                }
            }
            return sizes;
        }
    }
}
