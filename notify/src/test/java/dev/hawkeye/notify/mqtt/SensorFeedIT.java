package dev.hawkeye.notify.mqtt;

import static org.awaitility.Awaitility.await;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorFeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics("t.");

    @Test
    void whatWasSeenWhenThePreviousProcessEndedIsNotThereForever(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of());
                SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://sensor-feed"));
                ScriptedBroker broker = new ScriptedBroker()) {
            // given a person who was seen a minute ago, and is on the broker, and no process since then
            Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
            create(properties);
            long time = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
                byte[] count = registry.serde(WindowCount.class)
                        .serializer()
                        .serialize(TOPICS.counts(), Counted.of("gate", "person", 0, 2, "door"));
                producer.send(new ProducerRecord<>(TOPICS.counts(), null, time, "gate/person", count))
                        .get();
            }
            TargetConfig target = TargetsOfTests.mqtt("home", broker.url());

            // when
            SensorFeed feed = new SensorFeed(
                    target,
                    TargetsOfTests.config(List.of(target), List.of(), Map.of()),
                    properties,
                    TOPICS,
                    registry,
                    Clock.systemUTC());
            try (feed) {
                feed.start();

                // then
                await().atMost(PATIENCE)
                        .until(() -> broker.published()
                                .containsAll(List.of(
                                        "hawkeye/north/gate/motion OFF",
                                        "hawkeye/north/gate/count/person {\"inView\":0,\"mean\":0.0,\"new\":0}")));
            }
        }
    }

    private static void create(Map<String, Object> properties) throws Exception {
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(
                            new NewTopic(TOPICS.counts(), 2, (short) 1),
                            new NewTopic(TOPICS.keyframes(), 2, (short) 1)))
                    .all()
                    .get();
        }
    }
}
