package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of the detector. */
public final class DetectorMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Detector");

    /** From a tiny JPEG to a frame that waited for max-frame-age or longer. */
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30
    };

    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    static final Metric FRAMES = ALL.counter(
            "hawkeye.detector.frames",
            "frames",
            "Frames by fate: DETECTED, UNCHANGED, SHED or FAILED; work repeated after a crash counts again here, but not on the topic",
            "camera",
            "fate");
    static final Metric STEP = ALL.histogram(
            "hawkeye.detector.step.seconds",
            "seconds",
            SECONDS,
            "Time a DETECTED frame spends in each step: queue, decode, letterbox, inference (of the whole batch) and nms;"
                    + " end_to_end is from its capture until its result is forwarded, for live frames only",
            "step");
    static final Metric BATCH =
            ALL.histogram("hawkeye.detector.batch.frames", "frames", BATCHES, "Frames that shared one inference");
    static final Metric LANES =
            ALL.gauge("hawkeye.detector.lanes", "lanes", "Number of lanes: inferences that can run in parallel");
    static final Metric LANES_BUSY = ALL.gauge("hawkeye.detector.lanes.busy", "lanes", "Lanes that are analyzing now");
    static final Metric LANES_REPLACED = ALL.counter(
            "hawkeye.detector.lanes.replaced", "lanes", "Lanes that were replaced because an inference hung");
    static final Metric OVERLOADED = ALL.gauge(
            "hawkeye.detector.overloaded",
            "0 or 1",
            "1 while live frames are shed because there are more than this detector can analyze: set when more than"
                    + " 10 % of all frames, or of one camera's, are shed for half a minute, or more than 50 % of all"
                    + " for 15 s; cleared when at most 2 % are shed for half a minute");
    static final Metric UNDECODABLE =
            ALL.counter("hawkeye.detector.undecodable", "records", "Records on the frames topic that are not frames");
    static final Metric MODEL_INFO = ALL.gauge(
            "hawkeye.detector.model.info",
            "always 1",
            "The model in use: file, precision and digest; absent while no detector runs",
            "name",
            "precision",
            "sha256");

    static final Metric TRIAL_STAGE = ALL.gauge(
            "hawkeye.detector.model.trial.stage",
            "0 to 3",
            "Stage of a published model: 0 no trial, 1 it is compared with the one in use, 2 it analyzes some cameras,"
                    + " 3 it is in use and still compared with the previous one");
    static final Metric TRIAL_FRAMES = ALL.gauge(
            "hawkeye.detector.model.trial.frames",
            "frames",
            "Frames that both models of the current trial have analyzed");
    static final Metric TRIAL_AGREEMENT = ALL.gauge(
            "hawkeye.detector.model.trial.agreement",
            "0 to 1",
            "Agreement (F1) between the objects of both models; NaN while there are none");
    static final Metric TRIAL_SLOWDOWN = ALL.gauge(
            "hawkeye.detector.model.trial.slowdown",
            "ratio",
            "The p95 inference time of the model on trial, as a multiple of the previous model's; NaN without a trial");
    static final Metric DRIFTED = ALL.gauge(
            "hawkeye.detector.model.drifted.cameras",
            "cameras",
            "Cameras on which the model in use agreed too little with its original in the last hour");
    static final Metric MODELS_REFUSED =
            ALL.counter("hawkeye.detector.models.refused", "models", "Published models that this detector has refused");

    private DetectorMetrics() {}
}
