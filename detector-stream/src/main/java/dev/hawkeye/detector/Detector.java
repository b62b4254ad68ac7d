package dev.hawkeye.detector;

import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.LaneSettings;
import dev.hawkeye.detector.lanes.LaneTap;
import dev.hawkeye.detector.lanes.LaneWork;
import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.detector.lanes.Shedding;
import dev.hawkeye.detector.meters.DetectorMeters;
import dev.hawkeye.detector.meters.ModelMeter;
import dev.hawkeye.detector.meters.OverloadWatch;
import dev.hawkeye.detector.topology.CaptureTimes;
import dev.hawkeye.detector.topology.DetectProcessor;
import dev.hawkeye.detector.topology.DetectionRecords;
import dev.hawkeye.detector.topology.DetectionWriter;
import dev.hawkeye.detector.topology.DetectorTopology;
import dev.hawkeye.detector.topology.FrameReader;
import dev.hawkeye.detector.topology.FramesInFlight;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.traces.Traces;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/**
 * Wires what the processors of all partitions share: reads frames, hands them to the lanes, and writes their
 * detections. Owns the lanes and their model until {@link #close()}. Thread-safe.
 */
final class Detector implements AutoCloseable {
    /** A frame may hang together with others, and then alone. */
    private static final int TRIES = 2;

    private static final Duration HANG_NOTICED = Duration.ofSeconds(5);

    private final Topics topics;
    private final AtomicReference<DetectionLimits> limits;
    private final Lanes lanes;
    private final FramesInFlight frames;
    private final ModelMeter modelMeter;
    private final OverloadWatch overload;
    private final RefusedSizes refused;
    private final FrameReader reader;
    private final DetectionWriter writer;

    /**
     * @param model the model of {@code config.model()}; owned by this from now on, unless this throws
     * @param work what a lane does with pictures
     * @param tap is notified of each analyzed frame
     * @param patience waits for a registry that is unavailable
     */
    Detector(
            DetectorConfig config,
            LaneModel model,
            LaneWork work,
            LaneTap tap,
            Topics topics,
            SchemaRegistry registry,
            RegistryPatience patience,
            MeterRegistry metrics) {
        Clock clock = Clock.systemUTC();
        FatalRecords fatal = new FatalRecords();
        this.topics = topics;
        limits = new AtomicReference<>(config.limits());
        lanes = new Lanes(
                model, work, settings(config, limits::get), new Shedding(config.maxFrameAge()), clock, metrics, tap);
        frames = new FramesInFlight(
                config.inFlight(), config.laneTimeout().multipliedBy(TRIES).plus(HANG_NOTICED));
        modelMeter = new ModelMeter(config.model(), lanes.model(), metrics);
        overload = new OverloadWatch(modelMeter::used, metrics, System::nanoTime);
        refused = new RefusedSizes(metrics);
        reader = new FrameReader(
                registry.serde(Frame.class).deserializer(),
                patience,
                fatal,
                new CaptureTimes(config.clockAhead(), config.clockBehind()),
                clock);
        writer = new DetectionWriter(
                topics,
                new DetectionRecords(lanes::model, clock),
                registry.serde(Detection.class).serializer(),
                patience,
                refused,
                fatal,
                new DetectorMeters(metrics),
                overload);
    }

    /** Adds to the traces of frames from now on. */
    void tracing(Traces traces) {
        writer.tracing(traces);
    }

    private static LaneSettings settings(DetectorConfig config, Supplier<DetectionLimits> limits) {
        return new LaneSettings(
                config.lanesOrCores(),
                config.batch(),
                limits,
                config.laneTimeout(),
                config.inFlightBytes().bytes());
    }

    Topology topology() {
        return DetectorTopology.of(topics, this::newProcessor);
    }

    DetectProcessor newProcessor() {
        return new DetectProcessor(topics.frames(), reader, lanes, frames, writer);
    }

    /** Reports that the lanes have another model, which was loaded from this file. */
    void reportModel(Path file) {
        modelMeter.change(file, lanes.model());
    }

    /** Sets the limits for each lane, from its next inference on. */
    void limit(DetectionLimits now) {
        limits.set(now);
    }

    Lanes lanes() {
        return lanes;
    }

    FramesInFlight frames() {
        return frames;
    }

    OverloadWatch overload() {
        return overload;
    }

    RefusedSizes refused() {
        return refused;
    }

    /** Stops reporting the model and overload; frames in flight are not affected. */
    void stopReporting() {
        modelMeter.close();
        overload.close();
    }

    @Override
    public void close() {
        lanes.close();
        stopReporting();
    }
}
