package dev.hawkeye.bench;

import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.HawkeyeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends more frames than the machine can analyze. First it measures the machine's capacity; then live cameras send a
 * multiple of it, one of them ten times as much as each of the others, while a lossless camera reads the video; then
 * the load drops to half the capacity.
 */
final class OverloadBench {
    private static final int PARTITIONS = 8;
    private static final int OTHERS = 5;
    private static final int FLOOD = 10;
    private static final long MAX_PICTURE_BYTES = 32 << 20;
    private static final Duration PICTURES = Duration.ofMillis(100);
    private static final Duration CALM = Duration.ofSeconds(30);

    private final Path model;
    private final Path video;
    private final double times;
    private final Duration overload;
    private final Consumer<String> progress;
    private final Runnable check;

    OverloadBench(Path model, Path video, double times, Duration overload, Consumer<String> progress, Runnable check) {
        this.model = model;
        this.video = video;
        this.times = times;
        this.overload = overload;
        this.progress = progress;
        this.check = check;
    }

    OverloadReport run() throws IOException, InterruptedException {
        return VideoOnTopic.with(new VideoSeries(video, 1, PARTITIONS), model, progress, this::measure);
    }

    private OverloadReport measure(VideoOnTopic filled) {
        Map<String, Object> kafka = filled.kafka();
        SchemaRegistry registry = filled.registry();
        Topics topics = filled.topics();
        List<Frame> pictures = pictures(kafka, registry, topics.frames(), filled.frames());
        try (LiveResults results = new LiveResults(kafka, registry, topics.detections());
                LiveLoad load = new LiveLoad(kafka, registry, topics.frames(), pictures);
                DetectorService detector = new DetectorService(
                        filled.config().detector(), kafka, topics, registry, new SimpleMeterRegistry())) {
            detector.start();
            double capacity = capacity(results, filled.frames());
            progress.accept(String.format(Locale.ROOT, "this machine detects %.1f frames/s", capacity));
            return overload(filled.config(), kafka, registry, results, load, capacity);
        }
    }

    /** @return frames per second, not counting the first frame, which is late because of the startup */
    private double capacity(LiveResults results, long frames) {
        progress.accept("measuring the machine's limit");
        while (results.phase().lossless == 0) {
            poll(results);
        }
        long first = results.turn().lossless;
        while (results.phase().lossless < frames - first) {
            poll(results);
        }
        LiveResults.Phase measured = results.turn();
        return measured.lossless / measured.seconds();
    }

    private OverloadReport overload(
            HawkeyeConfig config,
            Map<String, Object> kafka,
            SchemaRegistry registry,
            LiveResults results,
            LiveLoad load,
            double capacity) {
        double rate = times * capacity / (FLOOD + OTHERS);
        Map<String, Double> rates = new HashMap<>(Map.of("flood", FLOOD * rate));
        List<String> others = new ArrayList<>();
        for (int i = 1; i <= OTHERS; i++) {
            others.add("live-" + i);
            rates.put("live-" + i, rate);
        }
        CompletableFuture<Long> losslessSent = new CompletableFuture<>();
        try (IngestService lossless = new IngestService(
                config.ingest(),
                List.of(recording(config.cameras().get(0))),
                kafka,
                config.topics().topics(),
                registry,
                new SimpleMeterRegistry())) {
            progress.accept(String.format(Locale.ROOT, "%.1f times the limit for %d s", times, overload.toSeconds()));
            lossless.onCameraEnd(end -> losslessSent.complete(end.framesSent()));
            lossless.start();
            long memoryBefore = Memory.residentBytes();
            load.send(rates, System.nanoTime() + overload.toNanos(), () -> poll(results));
            long memoryAfter = Memory.residentBytes();
            LiveResults.Phase busy = results.turn();
            double seconds = busy.seconds();
            long offered = load.sent();
            progress.accept("half of the limit for " + CALM.toSeconds() + " s");
            double half = 0.5 * capacity / rates.size();
            rates.replaceAll((camera, before) -> half);
            load.send(rates, System.nanoTime() + CALM.toNanos(), () -> poll(results));
            long calmOffered = load.sent() - offered;
            long before = busy.lossless;
            while (!losslessSent.isDone() || before + results.phase().lossless < losslessSent.join()) {
                poll(results);
            }
            return new OverloadReport(
                    capacity,
                    seconds,
                    offered,
                    busy,
                    busy.perSecond(List.of("flood")).get(0),
                    busy.perSecond(others),
                    calmOffered,
                    results.phase(),
                    losslessSent.join(),
                    before + results.phase().lossless,
                    memoryBefore,
                    memoryAfter);
        }
    }

    /** The same video again, as another camera. */
    private static CameraConfig recording(CameraConfig camera) {
        return new CameraConfig(
                "recording",
                camera.name(),
                camera.url(),
                camera.fps(),
                camera.every(),
                camera.maxWidth(),
                camera.jpegQuality(),
                camera.mode(),
                camera.transport(),
                camera.verifyCertificate(),
                camera.gate(),
                camera.start());
    }

    private void poll(LiveResults results) {
        check.run();
        results.poll();
    }

    private static List<Frame> pictures(Map<String, Object> kafka, SchemaRegistry registry, String topic, long frames) {
        List<Frame> pictures = new ArrayList<>();
        try (WholeTopic<Frame> all = WholeTopic.fromBeginning(
                kafka, topic, registry.serde(Frame.class).deserializer())) {
            long bytes = 0;
            while (pictures.size() < frames && bytes < MAX_PICTURE_BYTES) {
                for (Frame frame : all.poll(PICTURES)) {
                    pictures.add(frame);
                    bytes += frame.getJpeg().remaining();
                }
            }
        }
        return pictures;
    }
}
