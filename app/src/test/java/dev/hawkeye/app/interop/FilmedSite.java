package dev.hawkeye.app.interop;

import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import dev.hawkeye.schemas.CommandState;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingRecord;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.change.SettingsWatch;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.settings.SettingsDesk;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.OtherVersion;
import dev.hawkeye.testing.TopicReader;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The whole pipeline in this process over one short video, at a Kafka and a schema registry of the test. */
final class FilmedSite implements AutoCloseable {
    static final String SITE = "north";
    static final String CAMERA = "gate";
    static final int FRAMES = 40;

    private static final int FPS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String kafka;
    private final OneProcess process;
    private final SchemaRegistry cloud; // null if it has none of its own

    private FilmedSite(String kafka, OneProcess process, HawkeyeConfig config) {
        this.kafka = kafka;
        this.process = process;
        this.cloud = config.cloud().hasRegistry()
                ? SchemaRegistry.connect(config.cloud().registry())
                : null;
    }

    /** Starts it, and waits until something of the video is on every topic, its end among it. */
    static FilmedSite start(Path directory, String kafka, String registry) throws Exception {
        return start(directory, kafka, Map.of(SchemaRegistry.URL, registry), Map.of());
    }

    /** The same for one whose records leave for a cloud with a registry of its own. */
    static FilmedSite start(Path directory, String kafka, String registry, String cloud) throws Exception {
        return start(directory, kafka, Map.of(SchemaRegistry.URL, registry), Map.of(SchemaRegistry.URL, cloud));
    }

    private static FilmedSite start(
            Path directory, String kafka, Map<String, String> registry, Map<String, String> cloud) throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, FPS);
        ConfigReader reader = new ConfigReader()
                .set("kafka.bootstrap.servers", kafka, "test")
                .set("site", SITE, "test")
                .set("registry", registry, "test")
                .set("cloud.registry", cloud, "test")
                .set("topics.prefix", "site1.", "test")
                .set("topics.partitions", 2, "test")
                .set("http.port", 0, "test")
                .set("data-directory", directory.resolve("data").toString(), "test")
                .set("detector.model", model.toString(), "test")
                .set("clips.storage", directory.resolve("clips").toString(), "test")
                .set("cameras", List.of(camera(video)), "test");
        HawkeyeConfig config = reader.read();
        FilmedSite site = new FilmedSite(kafka, new OneProcess(config, new OneProcess.Options(false, 0, true)), config);
        try {
            site.process.following(
                    new SettingsWatch(null, (file, live) -> reader, reader, config, site.process::change));
            site.process.start();
            site.changeDefaults();
            ModelDesk desk = new ModelDesk(Map.of("bootstrap.servers", kafka), site.topics(), site.registry());
            desk.publish(model, new ModelDesk.Offer("blocks.onnx", "a test"), percent -> {});
            site.command();
            site.awaitEveryTopic();
            return site;
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            site.close();
            throw e;
        }
    }

    /** There is no answer to a change that the test's own settings override, but there are its records. */
    private void changeDefaults() throws InterruptedException {
        SettingsDesk desk =
                new SettingsDesk(Map.of("bootstrap.servers", kafka), topics(), registry(), TreeMap::new, live -> {});
        desk.change(OptionalLong.empty(), "a test", "settings set fps", texts -> {
            texts.put(SettingKeys.CAMERA_DEFAULTS, "{\"fps\": \"5\"}");
            return texts;
        });
    }

    /** Nothing here is an actuator's concern, but there are its records. */
    private void command() {
        Instant now = Instant.now();
        Command command = new Command(
                "c1",
                "sprinkler",
                "open",
                Map.of("seconds", "20"),
                now,
                now,
                "north",
                "all",
                CAMERA,
                "block",
                "e1",
                "door",
                null);
        CommandResult result = new CommandResult("c1", "sprinkler", CommandState.DONE, "", now);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            for (SpecificRecord record : List.of(command, result)) {
                String topic = record == command ? topics().commands() : topics().commandResults();
                var unused = producer.send(new ProducerRecord<>(topic, "sprinkler", serialized(topic, record)));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> byte[] serialized(String topic, T record) {
        return registry().serde((Class<T>) record.getClass()).serializer().serialize(topic, record);
    }

    private static Map<String, Object> camera(Path video) throws IOException {
        return Map.of("id", CAMERA, "url", video.toString(), "every", 1, "mode", "lossless", "gate", "off");
    }

    private void awaitEveryTopic() {
        await(topics().cameraStatus(), CameraStatus.class, status -> true);
        await(topics().detections(), Detection.class, detection -> detection.getSequence() == FRAMES - 1);
        await(topics().counts(), WindowCount.class, count -> true);
        await(topics().events(), Event.class, event -> event.getKind() == EventKind.LEFT);
        await(topics().keyframes(), Keyframe.class, keyframe -> true);
        await(topics().clips(), Clip.class, clip -> true);
        await(topics().cloudKeyframes(), Keyframe.class, keyframe -> true);
        await(topics().cloudCounts(), WindowCount.class, count -> true);
        await(topics().models(), ModelRecord.class, record -> record.getActive() != null);
        await(topics().modelStatus(), ModelStatus.class, status -> true);
        await(topics().siteSettings(), SettingRecord.class, record -> record.getChange() != null);
        await(topics().siteStatus(), SiteStatus.class, status -> true);
        await(topics().commands(), Command.class, command -> true);
        await(topics().commandResults(), CommandResult.class, result -> true);
    }

    /** Waits until there is such a record. @return all that were there then */
    <T extends SpecificRecord> List<T> await(String topic, Class<T> type, Predicate<T> condition) {
        try (TopicReader<T> reader =
                new TopicReader<>(kafka, topic, registryOf(topic).serde(type).deserializer())) {
            return Awaitility.await(topic)
                    .pollInSameThread()
                    .atMost(PATIENCE)
                    .until(
                            () -> reader.all().stream()
                                    .map(ConsumerRecord::value)
                                    .toList(),
                            records -> records.stream().anyMatch(condition));
        }
    }

    /** Waits for the detection of this frame. @return all detections of the camera then, in their order */
    List<Detection> detections(String camera, long lastSequence) {
        Predicate<Detection> last =
                detection -> detection.getCamera().equals(camera) && detection.getSequence() == lastSequence;
        return await(topics().detections(), Detection.class, last).stream()
                .filter(detection -> detection.getCamera().equals(camera))
                .toList();
    }

    /** The frames of the video. */
    List<Frame> frames() {
        return await(topics().frames(), Frame.class, Frame::getLast).stream()
                .filter(frame -> frame.getCamera().equals(CAMERA))
                .toList();
    }

    /** Writes the frames of the video once more, as another camera whose program has another version of the schema. */
    void send(String camera, OtherVersion version) {
        send(Map.of(camera, version));
    }

    /** The same for several cameras, one frame of each in turn. */
    void send(Map<String, OtherVersion> versions) {
        String topic = topics().frames();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            for (Frame frame : frames()) {
                versions.forEach((camera, version) -> {
                    Frame renamed = Frame.newBuilder(frame).setCamera(camera).build();
                    var unused = producer.send(
                            new ProducerRecord<>(topic, camera, version.serialize(registry()::idFor, topic, renamed)));
                });
            }
        }
    }

    /** What is on a topic now, as it came. */
    List<byte[]> values(String topic) {
        try (TopicReader<byte[]> reader = new TopicReader<>(kafka, topic, new ByteArrayDeserializer())) {
            return reader.all().stream().map(ConsumerRecord::value).toList();
        }
    }

    Topics topics() {
        return process.topics();
    }

    SchemaRegistry registry() {
        return process.registry();
    }

    /** Whose ids the values of a topic have. */
    SchemaRegistry registryOf(String topic) {
        return cloud != null && topics().isOfCloud(topic) ? cloud : registry();
    }

    String kafka() {
        return kafka;
    }

    /** Where this process shows its own schemas. */
    String ownRegistry() {
        return "http://127.0.0.1:" + process.httpPort();
    }

    /** Our own reading of all topics. */
    TopicBytes bytes() {
        return new TopicBytes(kafka, this::registryOf, topics());
    }

    @Override
    public void close() {
        if (cloud != null) {
            cloud.close();
        }
        process.close();
    }
}
