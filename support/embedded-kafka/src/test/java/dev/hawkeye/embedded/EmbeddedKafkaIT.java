package dev.hawkeye.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path directory;

    @Test
    void keepsRecordsAndClusterIdOverARestart() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.createTopic("numbers");
            client.send("numbers", List.of("one", "two"));
            assertThat(client.read("numbers", 2)).containsExactly("one", "two");
            clusterId = client.clusterId();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.send("numbers", List.of("three"));

            assertThat(client.read("numbers", 3)).containsExactly("one", "two", "three");
            assertThat(client.clusterId()).isEqualTo(clusterId);
        }
    }

    /** The metadata after this stop are those after a kill: they still call the broker alive. */
    @Test
    void endsWhatWasLeftOpenBeforeItStopped() throws Exception {
        // given
        KafkaProducer<String, String> gone;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.createTopic("numbers");
            gone = client.transactionalProducer("gone", Duration.ofSeconds(1));
            gone.initTransactions();
            gone.beginTransaction();
            gone.send(TestClient.entry("numbers", "given up")).get();
        }
        gone.close(Duration.ZERO);

        // when
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.send("numbers", List.of("next"));

            // then
            assertThat(client.read("numbers", 1)).containsExactly("next");
        }
    }

    @Test
    void carriesAFrameOfSevenMegabytes() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.createTopic("frames");
            String frame = "f".repeat(7_000_000);

            client.send("frames", List.of(frame));

            assertThat(client.read("frames", 1)).containsExactly(frame);
        }
    }

    @Test
    void showsWhatATransactionCommitsAndHidesWhatItAborts() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            TestClient client = new TestClient(kafka.bootstrapServers());
            client.createTopic("numbers");
            try (KafkaProducer<String, String> producer = client.transactionalProducer("test", Duration.ofMinutes(1))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(TestClient.entry("numbers", "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(TestClient.entry("numbers", "committed")).get();
                producer.commitTransaction();
            }

            assertThat(client.read("numbers", 1)).containsExactly("committed");
        }
    }

    @Test
    void reportsThatItDiedInsteadOfEndingTheProcess() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            assertThat(kafka.failure()).isNotDone();

            Exit.halt(1, "all log directories have failed");

            assertThat(kafka.failure())
                    .isCompletedWithValueMatching(e -> e.getMessage()
                            .equals("the embedded Kafka in " + directory
                                    + " stopped itself: all log directories have failed"));
        }
    }
}
