package dev.hawkeye.detector;

import dev.hawkeye.detector.lanes.LaneSettings;
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
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.model.ModelInfo;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.streams.Topology;

/**
 * Wires what the processors of all partitions share: frames are read, given to the lanes, and their detections
 * written. Owns the lanes until {@link #close()}; the model belongs to the caller. Thread-safe.
 */
final class Detector implements AutoCloseable {
    private final Topics topics;
    private final Lanes lanes;
    private final FramesInFlight frames;
    private final ModelMeter modelMeter;
    private final OverloadWatch overload;
    private final RefusedSizes refused;
    private final FrameReader reader;
    private final DetectionWriter writer;

    /**
     * @param work what a lane does with pictures
     * @param patience waits for a registry that is unavailable
     */
    Detector(
            DetectorConfig config,
            Model model,
            LaneWork work,
            Topics topics,
            SchemaRegistry registry,
            RegistryPatience patience,
            MeterRegistry metrics) {
        Clock clock = Clock.systemUTC();
        ModelInfo info = model.info();
        FatalRecords fatal = new FatalRecords();
        this.topics = topics;
        lanes = new Lanes(model, work, settings(config, info), new Shedding(config.maxFrameAge()), clock, metrics);
        frames = new FramesInFlight(config.inFlight());
        modelMeter = new ModelMeter(config.model(), info, metrics);
        overload = new OverloadWatch(modelMeter.used(), metrics, System::nanoTime);
        refused = new RefusedSizes(metrics);
        reader = new FrameReader(
                registry.serde(Frame.class).deserializer(),
                patience,
                fatal,
                new CaptureTimes(config.clockAhead(), config.clockBehind()),
                clock);
        writer = new DetectionWriter(
                topics,
                new DetectionRecords(info, clock),
                registry.serde(Detection.class).serializer(),
                patience,
                refused,
                fatal,
                new DetectorMeters(metrics),
                overload);
    }

    private static LaneSettings settings(DetectorConfig config, ModelInfo model) {
        return new LaneSettings(
                config.lanesOrCores(),
                config.batch(),
                config.limits(),
                config.cameras().map(choice -> choice.of(model.classNames())),
                config.laneTimeout(),
                config.inFlightBytes().bytes());
    }

    Topology topology() {
        return DetectorTopology.of(topics, this::newProcessor);
    }

    DetectProcessor newProcessor() {
        return new DetectProcessor(topics.frames(), reader, lanes, frames, writer);
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

    /** Ends what is reported of the model and of overload; frames in flight are not affected. */
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
