package dev.hawkeye.analyze;

import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.vision.model.ModelInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Runs finite cameras through the whole pipeline and adds up the results. It ends when every sent frame has its
 * detection and the aggregator has committed the last of them, because the last window is final then. Not thread-safe;
 * used once.
 */
public final class Analysis {
    /**
     * The number of videos to read at once: enough for every core, although each open video takes memory for its
     * decoder.
     */
    public static final int AT_ONCE = Math.max(8, Runtime.getRuntime().availableProcessors());

    private final HawkeyeConfig config;
    private final OneProcess pipeline;
    private final Output output;
    private final int atOnce;
    private final List<String> leftOut;
    private final Map<String, CameraEnd> ended = new ConcurrentHashMap<>();

    /** @param pipeline the pipeline created from {@code config}, not started yet */
    public Analysis(HawkeyeConfig config, OneProcess pipeline, Output output) {
        this(config, pipeline, output, AT_ONCE, List.of());
    }

    /**
     * @param pipeline the pipeline created from {@code config}, not started yet
     * @param atOnce number of videos to read at the same time
     * @param leftOut lines of the summary about videos that could not be read
     */
    public Analysis(HawkeyeConfig config, OneProcess pipeline, Output output, int atOnce, List<String> leftOut) {
        this.atOnce = atOnce;
        this.leftOut = leftOut;
        this.config = config;
        this.pipeline = pipeline;
        this.output = output;
    }

    /**
     * Runs to the end.
     *
     * @param progress receives the number of frames that have a fate, several times a second; an exception from it ends
     * the run
     * @throws IllegalStateException when the pipeline stops before the end
     */
    public Summary run(LongConsumer progress) throws InterruptedException {
        long begin = System.nanoTime();
        pipeline.camerasAtOnce(atOnce);
        pipeline.onCameraEnd(end -> ended.put(end.camera(), end));
        pipeline.start();
        output.model(pipeline.model());
        try (ResultReader results = new ResultReader(pipeline.kafka(), pipeline.topics(), pipeline.registry(), output);
                AggregatorProgress aggregator = new AggregatorProgress(
                        pipeline.kafka(), config.aggregator().applicationId())) {
            while (!detected(results) || !aggregator.isPast(results.lastDetections())) {
                results.poll();
                progress.accept(results.frames());
                pipeline.check();
            }
            results.drain();
            return summary(results, (System.nanoTime() - begin) / 1e9);
        }
    }

    private boolean detected(ResultReader results) {
        return ended.size() == config.cameras().size()
                && ended.values().stream()
                        .allMatch(end -> results.camera(end.camera()).frames() >= end.framesSent());
    }

    private Summary summary(ResultReader results, double seconds) {
        List<Summary.Camera> cameras = config.cameras().stream()
                .map(camera -> results.camera(camera.id())
                        .summary(
                                camera.id(),
                                camera.source(),
                                config.aggregator().scenes().of(camera.id())))
                .toList();
        ModelInfo model = pipeline.model();
        String input = model.inputWidth() + "x" + model.inputHeight() + (model.dynamicShape() ? " or smaller" : "");
        List<String> problems =
                Stream.concat(leftOut.stream(), troubles().stream()).toList();
        return new Summary(cameras, new Summary.Model(model.name(), model.sha256(), input), problems, seconds);
    }

    /** @return the error of each camera that had one */
    List<String> troubles() {
        return config.cameras().stream()
                .map(CameraConfig::id)
                .map(ended::get)
                .filter(end -> end != null && end.error() != null)
                .map(end -> end.camera() + ": " + end.error())
                .toList();
    }
}
