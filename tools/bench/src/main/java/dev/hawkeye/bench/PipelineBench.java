package dev.hawkeye.bench;

import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.RawRuns;
import dev.hawkeye.vision.input.InputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The measurements of {@code bench pipeline}, in turn. Only ratios within one run are meaningful, because the machine
 * is the same and its other load affects all of them.
 */
final class PipelineBench {
    private static final int TIMES = 5;
    private static final int BATCH = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration CHOOSING = Duration.ofSeconds(4);
    private static final Duration ALONE = Duration.ofSeconds(8);

    private final Path model;
    private final VideoSeries series;
    private final PeerScript peer;
    private final Consumer<String> progress;
    private final Runnable check;

    /**
     * @param peer program to measure in each round, too; null for none
     * @param progress receives a line for each measurement
     * @param check called often; an exception from it ends the run
     */
    PipelineBench(Path model, Path video, PeerScript peer, Consumer<String> progress, Runnable check) {
        this.model = model;
        this.series = new VideoSeries(video, TIMES, 1);
        this.peer = peer;
        this.progress = line -> {
            check.run();
            progress.accept(line);
        };
        this.check = check;
    }

    PipelineReport run(int rounds) throws IOException, InterruptedException {
        return VideoOnTopic.with(series, model, progress, filled -> measure(filled, rounds));
    }

    private PipelineReport measure(VideoOnTopic filled, int rounds) throws IOException, InterruptedException {
        List<Double> alone = new ArrayList<>();
        List<Measured> topicToTopic = new ArrayList<>();
        List<Measured> fileToCounts = new ArrayList<>();
        List<PeerScript.Result> peers = new ArrayList<>();
        List<Detection> detections = new ArrayList<>();
        InputShape shape = null;
        LaneSetting best = null;
        for (int round = 1; round <= rounds; round++) {
            String prefix = "round " + round + " of " + rounds + ": ";
            progress.accept(prefix + "frames topic to detections topic");
            TopicToTopic measured = TopicToTopic.measure(
                    detector(filled.config().detector(), round),
                    filled.kafka(),
                    filled.topics(),
                    filled.registry(),
                    filled.frames(),
                    check);
            topicToTopic.add(measured.measured());
            detections.addAll(measured.detections());
            if (best == null) {
                shape = inputShape(measured.detections().get(0));
                progress.accept("choosing the best setting of ONNX Runtime alone");
                best = best(shape);
            }
            progress.accept(prefix + "ONNX Runtime alone");
            alone.add(alone(best, shape, ALONE));
            progress.accept(prefix + "file to final counts");
            fileToCounts.add(FileToCounts.measure(series, model, check));
            if (peer != null) {
                progress.accept(prefix + "the script");
                peers.add(peer.run(model, series.video()));
            }
        }
        return new PipelineReport(
                best, shape, filled.frames(), alone, topicToTopic, fileToCounts, peers, StepMedians.of(detections));
    }

    /** Each round uses a new group, which starts with the first frame. */
    private static DetectorConfig detector(DetectorConfig config, int round) {
        return new DetectorConfig(
                config.applicationId() + "-bench-" + round,
                config.model(),
                config.modelPublicKey(),
                config.lanes(),
                config.batch(),
                config.confidence(),
                config.iou(),
                config.maxDetections(),
                config.multiLabel(),
                config.maxPixels(),
                config.inFlight(),
                config.inFlightBytes(),
                config.maxFrameAge(),
                config.laneTimeout(),
                config.clockAhead(),
                config.clockBehind(),
                config.drift(),
                config.kafka(),
                config.cameras());
    }

    private InputShape inputShape(Detection detection) {
        try (Model loaded = Model.load(model, 1)) {
            return loaded.info().inputShape(detection.getWidth(), detection.getHeight());
        }
    }

    private LaneSetting best(InputShape shape) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<LaneSetting, Double> speeds = new HashMap<>();
        for (LaneSetting setting : LaneSetting.candidates(cores, BATCH, fixedBatch())) {
            double speed = alone(setting, shape, CHOOSING);
            progress.accept(String.format(Locale.ROOT, "  %s: %.1f frames/s", setting, speed));
            speeds.put(setting, speed);
        }
        return speeds.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    private int fixedBatch() {
        try (Model loaded = Model.load(model, 1)) {
            return loaded.info().fixedBatch();
        }
    }

    /** @return pictures per second of ONNX Runtime alone */
    private double alone(LaneSetting setting, InputShape shape, Duration duration) throws InterruptedException {
        try (RawRuns runs = RawRuns.open(model, setting, shape)) {
            return runs.measure(WARM_UP, duration, check).picturesPerSecond();
        }
    }
}
