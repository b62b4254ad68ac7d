package dev.hawkeye.site.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.CapturedLog;
import dev.hawkeye.testing.Registry;
import dev.hawkeye.testing.TopicSetting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator fixes errors while the gate waits: each pause is the operator's turn. */
class StartGateIT {
    private static final String AT_HAND = "mock://start-gate";

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin admin;
    private CapturedLog log;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        admin = Admin.create(properties());
        log = CapturedLog.of(StartGate.class);
    }

    @AfterEach
    void stop() {
        log.close();
        admin.close();
        kafka.close();
    }

    @Test
    void makesTheTopicsOfTheServiceAndNoOthers() throws Exception {
        StartGate gate = gate("detect", AT_HAND);
        assertThat(gate.passed()).isFalse();

        boolean passed = gate.pass(time -> true);

        assertThat(passed).isTrue();
        assertThat(gate.passed()).isTrue();
        assertThat(log.lines()).isEmpty();
        assertThat(admin.listTopics().names().get())
                .containsExactlyInAnyOrder(
                        "frames", "frames.dlq", "detections", "models", "model-status", "site-settings", "site-status");
    }

    @Test
    void waitsForTopicsThatCannotBeUsedAndSaysWhyOnOneLineEach() throws Exception {
        // given
        TopicSetup.createMissing(properties(), config().topics());
        TopicSetting.set(admin, "frames", "cleanup.policy", "compact");
        TopicSetting.set(admin, "frames", "max.message.bytes", "100000");

        // when
        passesAfter(gate("detect", AT_HAND), () -> {
            TopicSetting.set(admin, "frames", "cleanup.policy", "delete");
            TopicSetting.set(admin, "frames", "max.message.bytes", "16777216");
            return null;
        });

        // then
        assertThat(log.lines())
                .containsExactly(
                        "topic frames: cleanup.policy is compact, must be delete: only the newest record of each"
                                + " key is kept; set cleanup.policy=delete on it; retrying every 3 s",
                        "topic frames: max.message.bytes is 100000, must be at least 16777216: larger frames are"
                                + " refused and dropped; set max.message.bytes=16777216 on it; retrying every 3 s",
                        "Everything is available now: starting");
    }

    @Test
    void saysWhatOnlyDiffersAndStartsAllTheSame() throws Exception {
        // given
        admin.createTopics(List.of(new NewTopic("frames", 2, (short) 1))).all().get();

        // when
        boolean passed = gate("ingest", AT_HAND).pass(time -> true);

        // then
        assertThat(passed).isTrue();
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("topic frames: partitions is 2, must be 1: "))
                .anyMatch(line -> line.startsWith("topic frames: message.timestamp.type is CreateTime"))
                .noneMatch(line -> line.contains("retrying"));
    }

    @Test
    void waitsForAStateOfTheAggregatorThatIsDividedOtherwise() throws Exception {
        // given
        String changelog = "hawkeye-aggregator-history-changelog";
        admin.createTopics(List.of(new NewTopic(changelog, 4, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();

        // when
        passesAfter(gate("aggregate", AT_HAND), () -> {
            admin.deleteTopics(List.of(changelog)).all().get();
            return null;
        });

        // then
        assertThat(log.lines())
                .contains("topic " + changelog + ": partitions is 4, must be 1: it must have as many partitions as"
                        + " detections, so the aggregator does not start on it; stop all aggregators and"
                        + " delete the topic, after which open windows and history begin anew;"
                        + " retrying every 3 s");
    }

    @Test
    void endsATransactionThatWasGivenUpAndLeavesOneThatIsOpen() throws Exception {
        // given: a batch of a transaction in the log, as after a crash, of which no coordinator knows
        TopicSetup.createMissing(properties(), config().topics());
        kafka.close();
        admin.close();
        TransactionalBatch.append(directory.resolve("kafka"), "frames");
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        admin = Admin.create(properties());
        try (CapturedLog said = CapturedLog.of(HangingTransactions.class);
                KafkaProducer<byte[], byte[]> producer = TransactionalBatch.producer(properties())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("detections", 0, null, new byte[1]))
                    .get();
            assertThat(uncommitted("frames")).isEqualTo(1);

            // when
            boolean passed = gate("detect", AT_HAND).pass(time -> true);
            boolean passedAgain = gate("detect", AT_HAND).pass(time -> true);

            // then
            assertThat(passed && passedAgain).isTrue();
            assertThat(said.lines())
                    .containsExactly("topic frames, partition 0: a transaction at offset 0 was never completed, and"
                            + " blocks all readers of committed records; it was aborted, and its records are ignored");
            assertThat(uncommitted("frames")).isZero();
            assertThat(uncommitted("detections")).isEqualTo(1);
            producer.commitTransaction();
        }
    }

    /** Records of the only partition that are not readable yet. */
    private long uncommitted(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<TopicPartition, OffsetSpec> latest = Map.of(partition, OffsetSpec.latest());
        long end = admin.listOffsets(latest).partitionResult(partition).get().offset();
        long committed = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
        return end - committed;
    }

    @Test
    void waitsUntilAClusterIsLargeEnough() throws Exception {
        passesAfter(gate("detect", AT_HAND, "replication: 3"), () -> {
            // What the operator makes is what counts.
            TopicSetup.createMissing(properties(), config().topics());
            return null;
        });

        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("topic frames cannot be created: ")
                        && line.contains("; correct the keys below topics, or the cluster; retrying"));
    }

    @Test
    void doesNotTakeAnotherClusterThanThatOfItsDataDirectory() throws Exception {
        // given
        gate("detect", AT_HAND).pass(time -> true);
        Path memory = directory.resolve("data/kafka-cluster-id");
        String cluster = admin.describeCluster().clusterId().get();
        assertThat(memory).hasContent(cluster);
        Files.writeString(memory, "another-cluster");

        // when
        passesAfter(gate("detect", AT_HAND), () -> Files.deleteIfExists(memory));

        // then
        assertThat(log.lines())
                .first()
                .asString()
                .startsWith("Kafka at " + kafka.bootstrapServers() + " is cluster " + cluster + ", but " + memory
                        + " says that this site's is another-cluster: correct kafka.bootstrap.servers");
    }

    @Test
    void doesNotSettleOnTheClusterThatTheSiteIsMirroredTo() throws Exception {
        // given
        admin.createTopics(List.of(
                        new NewTopic("cloud.counts", 1, (short) 1), new NewTopic("cloud.keyframes", 1, (short) 1)))
                .all()
                .get();
        List<Integer> topicsWhileItWaits = new ArrayList<>();

        // when
        passesAfter(gate("ingest", AT_HAND), () -> {
            topicsWhileItWaits.add(admin.listTopics().names().get().size());
            TopicSetup.createMissing(properties(), config().topics());
            return null;
        });

        // then
        assertThat(topicsWhileItWaits).containsExactly(2);
        assertThat(log.lines())
                .first()
                .asString()
                .contains("has cloud.counts, cloud.keyframes but not their source topics");
    }

    @Test
    void waitsWhileTheConfigurationSendsServicesToTwoClusters() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.start(directory.resolve("other"), 0, Map.of())) {
            // given
            Path file = directory.resolve("two.yaml");
            Files.writeString(
                    file,
                    "{kafka: {bootstrap.servers: '" + kafka.bootstrapServers()
                            + "'}, ingest: {kafka: {bootstrap.servers: '" + other.bootstrapServers()
                            + "'}}, data-directory: " + directory.resolve("data") + "}");
            StartGate gate = new StartGate(
                    new ConfigReader().file(file).read(),
                    properties(),
                    SchemaRegistry.connect(Map.of(SchemaRegistry.URL, AT_HAND)),
                    List.of("detect"),
                    true);

            // when
            boolean passed = gate.pass(time -> true);

            // then
            assertThat(passed).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the configuration sends ingest to Kafka at " + other.bootstrapServers() + ", cluster ");
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void waitsForARegistryThatIsAway() throws Exception {
        int port;
        try (Registry once = new Registry()) {
            port = Integer.parseInt(once.url().replaceFirst(".*:", ""));
        }
        List<HttpServer> servers = new ArrayList<>();
        try {
            passesAfter(gate("detect", "http://127.0.0.1:" + port), () -> {
                servers.add(answering(port, 200, "{\"id\": 1}"));
                return null;
            });
        } finally {
            servers.forEach(server -> server.stop(0));
        }

        assertThat(log.lines())
                .first()
                .asString()
                .startsWith("the schema registry at http://127.0.0.1:" + port
                        + " cannot be reached, start it or fix schema.registry.url below registry: ");
    }

    @Test
    void endsWhenTheRegistryWantsAnotherLogin() throws Exception {
        HttpServer server = answering(0, 401, "{\"error_code\": 40101, \"message\": \"who are you?\"}");
        try {
            StartGate gate =
                    gate("detect", "http://127.0.0.1:" + server.getAddress().getPort());

            assertThatThrownBy(() -> gate.pass(time -> true))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("refuses this user (401), fix basic.auth.user.info below registry");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givesUpWhenTheProcessIsToEnd() throws Exception {
        String away = "http://127.0.0.1:1";

        assertThat(gate("detect", away).pass(time -> true)).isFalse();
    }

    /** Once it waits, the operator fixes the error, and it passes at the next attempt. */
    private static void passesAfter(StartGate gate, Callable<?> mending) throws Exception {
        int[] pauses = {0};
        boolean passed = gate.pass(time -> {
            pauses[0]++;
            try {
                if (pauses[0] == 1) {
                    mending.call();
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            Thread.sleep(200);
            return pauses[0] > 50;
        });
        assertThat(passed).isTrue();
        assertThat(pauses[0]).isPositive();
    }

    private static HttpServer answering(int port, int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private StartGate gate(String service, String registry, String... topics) throws Exception {
        return new StartGate(
                config(topics),
                properties(),
                SchemaRegistry.connect(Map.of(SchemaRegistry.URL, registry)),
                List.of(service),
                true);
    }

    private HawkeyeConfig config(String... topics) throws Exception {
        Path file = directory.resolve("site.yaml");
        Files.writeString(
                file,
                "{kafka: {bootstrap.servers: '" + kafka.bootstrapServers() + "'}, topics: {" + String.join(", ", topics)
                        + (topics.length == 0 ? "" : ", ") + "partitions: 1}, data-directory: "
                        + directory.resolve("data") + "}");
        return new ConfigReader().file(file).read();
    }

    private Map<String, Object> properties() {
        return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
