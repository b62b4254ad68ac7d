package dev.hawkeye.app;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.site.http.RegistryEndpoint;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a registry as {@code run} has them, with the topics of one site and no service. */
final class LocalSurroundings implements AutoCloseable {
    static final Topics TOPICS = new Topics("site.");

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final LocalRegistry registry;
    private final HttpServer http;

    /** @param directory an empty one, for all files */
    LocalSurroundings(Path directory) throws Exception {
        this.directory = directory;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        registry = LocalRegistry.open(directory.resolve("registry.json"), TOPICS, Map.of());
        http = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, ""),
                new Health(),
                List.of(new RegistryEndpoint(registry.schemas())::addTo));
        Path config = config(bootstrapServers());
        TopicSetup.createMissing(
                new HashMap<>(Map.of("bootstrap.servers", bootstrapServers())),
                new ConfigReader().file(config).read().topics());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Writes a file of settings that lead here, except for the broker. */
    Path config(String bootstrapServers) throws IOException {
        return Files.writeString(
                directory.resolve("site.yaml"),
                "{topics: {prefix: site.}, kafka: {bootstrap.servers: '" + bootstrapServers + "'}, http: {port: "
                        + http.port() + "}}");
    }

    <T extends SpecificRecord> byte[] bytes(String topic, Class<T> type, T value) {
        return registry.registry().serde(type).serializer().serialize(topic, value);
    }

    /** @param properties besides the address of the broker */
    KafkaProducer<String, byte[]> producer(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes frames of cameras in turn, each with a block of another color in another place. */
    void film(int frames, String... cameras) throws Exception {
        try (KafkaProducer<String, byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < frames; i++) {
                String camera = cameras[i % cameras.length];
                byte[] frame = bytes(TOPICS.frames(), Frame.class, frame(camera, i));
                producer.send(new ProducerRecord<>(TOPICS.frames(), camera, frame))
                        .get();
            }
        }
    }

    private static Frame frame(String camera, int number) {
        Color color = List.of(Color.RED, Color.GREEN, Color.BLUE).get(number % 3);
        BlockPictures.Block block = BlockPictures.cell(color, number % 5, number % 4);
        return Frame.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(number)
                .setCaptureTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setWidth(640)
                .setHeight(640)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(BlockPictures.jpeg(640, 640, List.of(block))))
                .build();
    }

    @Override
    public void close() {
        Closing.inOrder(http, registry, kafka);
    }
}
