package dev.hawkeye.app;

import static org.awaitility.Awaitility.await;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.Pipeline;
import dev.hawkeye.console.SiteSettings;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.testing.TestTopic;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A console over topics that a test fills, so that what is on the page is known: there is no other service. */
final class ConsoleAlone implements AutoCloseable {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final Topics topics = new Topics("");
    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://console-alone"));
    private final EmbeddedKafka kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final ConsoleService console;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param directory for the broker's data */
    ConsoleAlone(Path directory, ByCamera<Scene> scenes) throws Exception {
        this(directory, scenes, ClipsConfig.NONE);
    }

    /** @param clips where the clips are that its page plays */
    ConsoleAlone(Path directory, ByCamera<Scene> scenes, ClipsConfig clips) throws Exception {
        kafka = EmbeddedKafka.start(directory, 0, Map.of());
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(topics.schemas().keySet().stream()
                            .map(name -> TestTopic.of(name, 1))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        console = new ConsoleService(
                new ConsoleConfig(List.of(), DataSize.parse("8 MiB"), 1000, "Asia/Kolkata", Map.of()),
                new Pipeline(
                        topics,
                        "detector",
                        "aggregator",
                        Optional.empty(),
                        DetectionLimits.DEFAULTS,
                        new SiteSettings(WINDOW, WINDOW, Duration.ofDays(1)),
                        scenes,
                        clips,
                        true),
                () -> properties,
                registry,
                (camera, from, to) -> List.of(),
                new SimpleMeterRegistry());
        HttpConfig config = new HttpConfig("127.0.0.1", 0, "");
        Sessions access = new Sessions(Access.of(config), Clock.systemUTC());
        http = HttpServer.start(config, new Health(), List.of(routes -> console.addTo(routes, access)));
        console.start();
    }

    String page() {
        return "http://127.0.0.1:" + http.port() + "/";
    }

    boolean isReady() {
        return console.ready();
    }

    <T extends SpecificRecord> RecordMetadata send(String topic, String key, Class<T> type, T value) throws Exception {
        byte[] bytes = registry.serde(type).serializer().serialize(topic, value);
        return producer.send(new ProducerRecord<>(topic, key, bytes)).get();
    }

    /** Has a camera stream; the page that is opened next knows it, so that it is not drawn anew in the midst of a test. */
    void streams(String camera) throws Exception {
        Instant now = Instant.now();
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera(camera)
                .setSource("rtsp://192.0.2.1/")
                .setState(CameraState.STREAMING)
                .setSince(now)
                .setReported(now)
                .setFramesRead(0)
                .setFramesSent(0)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .build();
        send(topics.cameraStatus(), camera, CameraStatus.class, status);
        await().atMost(PATIENCE).until(() -> cameras().contains("\"" + camera + "\""));
    }

    private String cameras() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(page() + "api/cameras")).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /** Writes a frame and its detection. */
    FrameRef film(
            String camera, long sequence, Instant time, byte[] jpeg, int width, int height, DetectedObject... objects)
            throws Exception {
        Frame frame = Frame.newBuilder()
                .setCamera(camera)
                .setStream("stream")
                .setSequence(sequence)
                .setCaptureTime(time)
                .setWidth(width)
                .setHeight(height)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
        RecordMetadata there = send(topics.frames(), camera, Frame.class, frame);
        FrameRef place = new FrameRef(there.topic(), there.partition(), there.offset());
        Detection detection = Detection.newBuilder()
                .setCamera(camera)
                .setStream("stream")
                .setSequence(sequence)
                .setCaptureTime(time)
                .setWidth(width)
                .setHeight(height)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setObjects(List.of(objects))
                .setFrame(place)
                .setModel("street.onnx")
                .setModelSha256("0".repeat(64))
                .setFrameBytes(jpeg.length)
                .setSourceBytes(jpeg.length)
                .setTimes(new StepTimes(1000L, 2000L, 3000L, 4000L, 50_000L, 600L, 120_000L))
                .build();
        send(topics.detections(), camera, Detection.class, detection);
        return place;
    }

    @Override
    public void close() {
        Closing.inOrder(console, http, producer, kafka);
    }
}
