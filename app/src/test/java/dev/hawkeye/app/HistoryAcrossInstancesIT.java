package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.TopicsConfig;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.Registry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two aggregators as processes, asked over HTTP. */
@DisabledOnOs(OS.WINDOWS)
class HistoryAcrossInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "sesame-sesame-17";
    private static final long ZERO = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final List<String> CAMERAS =
            IntStream.range(0, 8).mapToObj(i -> "camera " + i).toList();
    private static final Pattern HEALTH = Pattern.compile("health at (http://\\S+:\\d+)/");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Registry registry;

    @BeforeEach
    void startTheSite() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        registry = new Registry();
    }

    @AfterEach
    void stopTheSite() {
        Closing.inOrder(registry, kafka);
    }

    @Test
    void eachTellsOfAllCamerasAndTheLastOneStillDoes() throws Exception {
        sendDetections();
        try (HawkeyeProcess second = aggregator("second")) {
            String there;
            try (HawkeyeProcess first = aggregator("first")) {
                String here = address(first);
                there = address(second);
                await().atMost(PATIENCE).until(() -> bothHaveCameras(here, there));

                for (String camera : CAMERAS) {
                    JsonNode answer = json.readTree(get(here, camera, "Authorization", "Bearer " + TOKEN)
                            .body());
                    assertThat(answer.toString()).isEqualTo(expected(camera));
                    assertThat(get(there, camera, "Authorization", "Bearer " + TOKEN)
                                    .body())
                            .isEqualTo(answer.toString());
                }
                assertThat(get(here, CAMERAS.get(0), "Accept", "*/*").statusCode())
                        .isEqualTo(401);
            }
            String last = there;
            await().atMost(PATIENCE).until(() -> hasAll(last));

            for (String camera : CAMERAS) {
                assertThat(get(last, camera, "Authorization", "Bearer " + TOKEN).body())
                        .isEqualTo(expected(camera));
            }
            assertThat(String.join("\n", second.lines())).doesNotContain(TOKEN);
            // No state on the disk, so no volume that outlives them: see the Helm chart.
            assertThat(directory.resolve("second").resolve("streams")).doesNotExist();
        }
    }

    private static String expected(String camera) {
        return "{\"camera\":\"" + camera + "\",\"windows\":["
                + window(
                        0,
                        "{\"className\":\"car\",\"framesWith\":1,\"detections\":2,\"mean\":2.0,\"peak\":2,\"objects\":0,\"newObjects\":0}")
                + ","
                + window(10_000, "") + "]}";
    }

    private static String window(long start, String classes) {
        return "{\"start\":" + (ZERO + start) + ",\"end\":" + (ZERO + start + 10_000)
                + ",\"framesAnalysed\":1,\"framesShed\":0,\"framesFailed\":0,\"classes\":[" + classes + "]}";
    }

    /** By their own answers, which they give to a request that is passed on. */
    private boolean bothHaveCameras(String here, String there) throws Exception {
        int atHere = 0;
        for (String camera : CAMERAS) {
            boolean first = own(here, camera).equals(expected(camera));
            boolean second = own(there, camera).equals(expected(camera));
            if (first == second) {
                return false;
            }
            atHere += first ? 1 : 0;
        }
        return atHere > 0 && atHere < CAMERAS.size();
    }

    private boolean hasAll(String address) throws Exception {
        for (String camera : CAMERAS) {
            if (!own(address, camera).equals(expected(camera))) {
                return false;
            }
        }
        return true;
    }

    private String own(String address, String camera) throws Exception {
        return get(address, camera, "Authorization", "Bearer " + TOKEN, "Hawkeye-Passed-On", "1")
                .body();
    }

    private HttpResponse<String> get(String address, String camera, String... headers) throws Exception {
        URI uri = URI.create(address + "/history?camera=" + camera.replace(" ", "%20") + "&from=" + ZERO + "&to="
                + (ZERO + 3_600_000));
        return client.send(HttpRequest.newBuilder(uri).headers(headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String address(HawkeyeProcess process) throws Exception {
        process.awaitLine("health at ");
        Matcher health = HEALTH.matcher(String.join("\n", process.lines()));
        assertThat(health.find()).isTrue();
        return health.group(1);
    }

    private HawkeyeProcess aggregator(String name) throws Exception {
        String yaml = """
                kafka: {bootstrap.servers: "%s"}
                registry: {schema.registry.url: "%s"}
                http: {port: 0, token: %s}
                data-directory: %s
                """.formatted(kafka.bootstrapServers(), registry.url(), TOKEN, directory.resolve(name));
        Path file = Files.writeString(directory.resolve(name + ".yaml"), yaml);
        return HawkeyeProcess.start(directory, "aggregate", "--config", file.toString());
    }

    private void sendDetections() throws Exception {
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        TopicsConfig topics = new TopicsConfig("", 4, Duration.ofHours(1));
        TopicSetup.createMissing(properties, topics);
        try (SchemaRegistry schemas = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, registry.url()));
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            String topic = topics.topics().detections();
            for (String camera : CAMERAS) {
                for (int i = 0; i < 2; i++) {
                    byte[] value = schemas.serde(Detection.class).serializer().serialize(topic, detection(camera, i));
                    producer.send(new ProducerRecord<>(topic, camera, value)).get();
                }
            }
        }
    }

    /** Two cars, and ten seconds later nothing, to the end. */
    private static Detection detection(String camera, int sequence) {
        DetectedObject car = new DetectedObject(2, "car", .9f, 1f, 1f, 9f, 9f);
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s1")
                .setSequence((long) sequence)
                .setCaptureTime(Instant.ofEpochMilli(ZERO + sequence * 10_000L))
                .setWidth(1280)
                .setHeight(720)
                .setLive(false)
                .setLast(sequence == 1)
                .setFate(Fate.DETECTED)
                .setReason(null)
                .setObjects(sequence == 0 ? List.of(car, car) : List.of())
                .setFrame(new FrameRef("frames", 0, (long) sequence))
                .setModel("yolo.onnx")
                .setModelSha256("00ff")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .setBatchSize(1)
                .build();
    }
}
