package dev.hawkeye.bench;

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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A broker with the frames of a video on its frames topic, once per repetition as a lossless camera, and without a
 * detector yet.
 *
 * @param kafka native properties for every client
 * @param frames number of frames on the topic, all of them acknowledged
 */
record VideoOnTopic(HawkeyeConfig config, Map<String, Object> kafka, SchemaRegistry registry, long frames) {
    private static final int ALL_AHEAD = Integer.MAX_VALUE;

    /** A measurement on the topic. */
    interface Measurement<R> {
        R of(VideoOnTopic video) throws IOException, InterruptedException;
    }

    /** Sets everything up for one measurement, and deletes it afterwards. */
    static <R> R with(VideoSeries series, Path model, Consumer<String> progress, Measurement<R> measurement)
            throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                EmbeddedKafka broker = EmbeddedKafka.start(directory.path().resolve("kafka"), 0, Map.of());
                SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://bench"))) {
            Map<String, Object> kafka = new HashMap<>();
            kafka.put("bootstrap.servers", broker.bootstrapServers());
            kafka.put("state.dir", directory.path().resolve("streams").toString());
            HawkeyeConfig config = series.config(new ConfigReader(), model, directory.path());
            TopicSetup.createMissing(kafka, config.topics());
            progress.accept("reading the video into the frames topic");
            return measurement.of(new VideoOnTopic(config, kafka, registry, fill(config, kafka, registry)));
        }
    }

    Topics topics() {
        return config.topics().topics();
    }

    private static long fill(HawkeyeConfig config, Map<String, Object> kafka, SchemaRegistry registry)
            throws InterruptedException {
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
        AtomicLong sent = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(config.cameras().size());
        try (IngestService ingest = new IngestService(
                unbounded, config.cameras(), kafka, config.topics().topics(), registry, new SimpleMeterRegistry())) {
            ingest.atOnce(1);
            ingest.onCameraEnd(end -> {
                sent.addAndGet(end.framesSent());
                ended.countDown();
            });
            ingest.start();
            ended.await();
            return sent.get();
        }
    }
}
