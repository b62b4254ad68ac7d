package dev.hawkeye.bench;

import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.topics.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A broker with the frames of a video on its frames topic, as those of one lossless camera, and no detector yet.
 *
 * @param kafka native properties for every client
 * @param frames on the topic, all of them acknowledged
 */
record VideoOnTopic(HawkeyeConfig config, Map<String, Object> kafka, SchemaRegistry registry, long frames) {
    static final String CAMERA = "bench";
    private static final int CAMERA_JPEG_QUALITY = 90;
    private static final int ALL_AHEAD = Integer.MAX_VALUE;

    /** Measures something on it. */
    interface Measurement<R> {
        R of(VideoOnTopic video) throws IOException, InterruptedException;
    }

    /** Makes all of this for one measurement, and deletes it afterwards. */
    static <R> R with(Path model, Path video, Consumer<String> progress, Measurement<R> measurement)
            throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                EmbeddedKafka broker = EmbeddedKafka.start(directory.path().resolve("kafka"), 0, Map.of());
                SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://bench"))) {
            Map<String, Object> kafka = new HashMap<>();
            kafka.put("bootstrap.servers", broker.bootstrapServers());
            kafka.put("state.dir", directory.path().resolve("streams").toString());
            HawkeyeConfig config = config(model, video, directory.path());
            TopicSetup.createMissing(kafka, config.topics());
            progress.accept("reading the video into the frames topic");
            return measurement.of(new VideoOnTopic(config, kafka, registry, fill(config, kafka, registry)));
        }
    }

    Topics topics() {
        return config.topics().topics();
    }

    /** Settings for a run that keeps everything in {@code directory}. */
    static HawkeyeConfig config(Path model, Path video, Path directory) {
        return VideoSettings.read(
                new ConfigReader().environment(System.getenv()),
                model,
                Map.of(CAMERA, video),
                VideoSettings.Sampling.ALL,
                CAMERA_JPEG_QUALITY,
                Instant.now(),
                directory);
    }

    private static long fill(HawkeyeConfig config, Map<String, Object> kafka, SchemaRegistry registry) {
        IngestConfig settings = config.ingest();
        IngestConfig unbounded = new IngestConfig(
                settings.group(),
                settings.statusInterval(),
                settings.retryFirst(),
                settings.retryLongest(),
                settings.stallTimeout(),
                settings.clockTolerance(),
                ALL_AHEAD,
                settings.detectorGroup(),
                settings.gate(),
                settings.kafka());
        CompletableFuture<Long> sent = new CompletableFuture<>();
        try (IngestService ingest = new IngestService(
                unbounded, config.cameras(), kafka, config.topics().topics(), registry, new SimpleMeterRegistry())) {
            ingest.onCameraEnd(end -> sent.complete(end.framesSent()));
            ingest.start();
            return sent.join();
        }
    }
}
