package dev.hawkeye.app;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.app.tail.TopicTail;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Two demo streets before the packaged model, with short windows: what {@code hawkeye run} does, and a directory of its own. */
public final class DemoSite implements AutoCloseable {
    private final OneProcess process;

    private DemoSite(OneProcess process) {
        this.process = process;
    }

    /**
     * @param directory for its data; a site that was closed resumes from it
     * @param overrides values of keys over the settings of the test
     */
    public static DemoSite start(Path directory, Map<String, Object> overrides)
            throws IOException, InterruptedException {
        Path model = directory.resolve("street.onnx");
        if (!Files.exists(model)) {
            DemoModel.copyTo(directory);
        }
        ConfigReader reader = new ConfigReader();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "detector.model",
                model.toString(),
                "data-directory",
                directory.resolve("data").toString(),
                "http.port",
                0,
                "topics.partitions",
                2,
                "aggregator.window",
                "2 s",
                "aggregator.advance",
                "2 s",
                "aggregator.grace",
                "500 ms",
                "camera-defaults.fps",
                2,
                "cameras",
                List.of(street("market", "day"), street("station", "dusk"))));
        settings.putAll(overrides);
        settings.forEach((key, value) -> reader.set(key, value, "test"));
        OneProcess process = new OneProcess(reader.read(), new OneProcess.Options(true, 0, true));
        try {
            process.start();
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
        return new DemoSite(process);
    }

    private static Map<String, Object> street(String id, String weather) {
        return Map.of("id", id, "url", "synthetic:street?fps=2&weather=" + weather);
    }

    /** @param status null for a tombstone */
    void report(String camera, CameraStatus status) throws Exception {
        String topic = process.topics().cameraStatus();
        byte[] value = status == null
                ? null
                : process.registry().serde(CameraStatus.class).serializer().serialize(topic, status);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(process.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, camera, value)).get();
        }
    }

    /** Of its HTTP server on the loopback. */
    public int port() {
        return process.httpPort();
    }

    String page() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** The final count of a window, as it lies on the topic; empty when there is none (yet). */
    public Optional<WindowCount> finalCount(String camera, String className, long windowStart) {
        return all(process.topics().counts(), WindowCount.class).stream()
                .filter(count -> count.getIsFinal()
                        && count.getCamera().equals(camera)
                        && count.getClassName().equals(className)
                        && count.getWindowStart().toEpochMilli() == windowStart)
                .findFirst();
    }

    /** Everything that is on one of its topics now. */
    public <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
        Map<String, String> kafka = Map.of(
                "bootstrap.servers", process.kafka().get("bootstrap.servers").toString());
        Deserializer<T> decoder = process.registry().serde(type).deserializer();
        List<T> all = new ArrayList<>();
        try (TopicTail reader = TopicTail.open(kafka, topic, true)) {
            for (var records = reader.poll(); !records.isEmpty(); records = reader.poll()) {
                for (ConsumerRecord<String, byte[]> record : records) {
                    all.add(decoder.deserialize(topic, record.value()));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        process.close();
    }
}
