package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.site.http.RegistryEndpoint;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Pictures;
import dev.hawkeye.testing.Pictures.Color;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker and a registry as `run` has them, with frames of two cameras and a record that holds none. */
class ModelQuantizeFromKafkaIT {
    private static final Topics TOPICS = new Topics("site.");
    private static final int FRAMES = 40;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static LocalRegistry registry;
    private static HttpServer http;
    private static Path config;

    @BeforeAll
    static void framesOfTwoCameras() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        registry = LocalRegistry.open(directory.resolve("registry.json"), TOPICS, Map.of());
        http = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, ""),
                new Health(),
                List.of(new RegistryEndpoint(registry.schemas())::addTo));
        config = Files.writeString(
                directory.resolve("site.yaml"),
                "{topics: {prefix: site.}, kafka: {bootstrap.servers: 'nowhere:1'}, http: {port: " + http.port()
                        + "}}");
        HawkeyeConfig settings = new ConfigReader().file(config).read();
        TopicSetup.createMissing(
                new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers())), settings.topics());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.frames(), "gate", new byte[] {9, 9, 9}))
                    .get();
            for (int i = 0; i < FRAMES; i++) {
                String camera = i % 2 == 0 ? "gate" : "yard";
                producer.send(new ProducerRecord<>(TOPICS.frames(), camera, frame(camera, i)))
                        .get();
            }
        }
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(http, registry, kafka);
    }

    @Test
    void calibratesOnTheFramesOfARunningHawkeye() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path out = directory.resolve("int8.onnx");

        CommandLineRun run = CommandLineRun.of(
                "model",
                "quantize",
                model.toString(),
                "-o",
                out.toString(),
                "--calibrate",
                "kafka://" + kafka.bootstrapServers(),
                "--config",
                config.toString(),
                "--quantize-heads");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.startsWith("agreement (F1) 1.000"));
        assertThat(CommandLineRun.of("model", "inspect", out.toString()).out())
                .anyMatch(line -> line.matches(" +hawkeye.calibration +30 pictures of topic of frames"));
    }

    private static byte[] frame(String camera, long sequence) {
        Color color = List.of(Color.RED, Color.GREEN, Color.BLUE).get((int) sequence % 3);
        Pictures.Block block = Pictures.cell(color, (int) sequence % 5, (int) sequence % 4);
        Frame frame = Frame.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(sequence)
                .setCaptureTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setWidth(640)
                .setHeight(640)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(Pictures.jpeg(640, 640, List.of(block))))
                .build();
        return registry.registry().serde(Frame.class).serializer().serialize(TOPICS.frames(), frame);
    }
}
