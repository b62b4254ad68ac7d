package dev.hawkeye.bench;

import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Puts the frames of a video, as one lossless camera, on the frames topic before the detector starts. */
final class VideoOnTopic {
    static final String CAMERA = "bench";
    private static final int CAMERA_JPEG_QUALITY = 90;
    private static final int ALL_AHEAD = Integer.MAX_VALUE;

    private VideoOnTopic() {}

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

    /** @return frames on the topic, all of them acknowledged */
    static long fill(HawkeyeConfig config, Map<String, Object> kafka, SchemaRegistry registry) {
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
