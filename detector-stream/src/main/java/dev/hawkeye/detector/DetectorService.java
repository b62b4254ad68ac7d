package dev.hawkeye.detector;

import dev.hawkeye.detector.delivery.ModelFollower;
import dev.hawkeye.detector.delivery.ModelSignature;
import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.LaneWork;
import dev.hawkeye.detector.topology.CommitGuard;
import dev.hawkeye.detector.topology.GuardedClients;
import dev.hawkeye.detector.trial.Trials;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.streams.StreamRunner;
import dev.hawkeye.traces.Traces;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.assignment.assignors.StickyTaskAssignor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One detector: loads the model, reads the frames of the partitions that the group assigns to it, and writes exactly
 * one detection for each frame. Any number of instances with the same application id share the partitions.
 *
 * <p>The model can be changed at run time, see {@link #changeModel}. Owns the model, the lanes and the stream threads,
 * from the constructor to {@link #close()}. Thread-safe.
 */
public final class DetectorService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DetectorService.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(6);

    private final DetectorConfig config;
    private final Detector detector;
    private final DetectorModels models;
    private final StreamRunner runner;
    private final RegistryPatience patience = new RegistryPatience();
    private final Map<String, Object> properties;
    private final Topics topics;
    private final SchemaRegistry registry;
    private ModelFollower follower;

    /**
     * Loads and checks the model.
     *
     * @param kafka native properties for every client, including {@code bootstrap.servers};
     *     {@link DetectorConfig#kafka()} takes precedence
     * @throws ModelException when the model does not fit, or lacks a class that is to be detected
     * @throws IllegalArgumentException when the properties allow a commit that cannot be guarded
     */
    public DetectorService(
            DetectorConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics) {
        this(config, kafka, topics, registry, metrics, GuardedClients::new, Lane::detect);
    }

    /**
     * The same with two parts replaced: for benchmarks, whose inference may be a sleep, and for the test that shows
     * what would be lost without the guard.
     *
     * @param clients creates the clients of Kafka Streams around the commit guard
     * @param work what a lane does with pictures
     */
    public DetectorService(
            DetectorConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics,
            Function<CommitGuard, KafkaClientSupplier> clients,
            LaneWork work) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(config.kafka());
        properties = Map.copyOf(all);
        this.topics = topics;
        this.registry = registry;
        refuseUnguardedCommits(properties);
        this.config = config;
        ModelFiles files = new ModelFiles(config.cameras());
        Trials trials = new Trials(System::nanoTime);
        LaneModel model = files.load(config.model());
        Detector made = null;
        try {
            made = new Detector(config, model, work, trials, topics, registry, patience, metrics);
            runner = new StreamRunner(
                    "detector",
                    made.topology(),
                    config.applicationId(),
                    defaults(config, made.refused()),
                    properties,
                    clients.apply(made.frames().guard()),
                    metrics);
        } catch (RuntimeException e) {
            if (made == null) {
                model.model().close();
            } else {
                made.close();
            }
            throw e;
        }
        detector = made;
        models = new DetectorModels(made, files, config.model(), config.laneTimeout(), trials, metrics);
    }

    /** Kafka's own defaults are for small records; these are for frames. */
    private static Map<String, Object> defaults(DetectorConfig config, RefusedSizes refused) {
        Map<String, Object> defaults = new HashMap<>(refused.properties());
        defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Ingest throttles lossless cameras by what is committed, so commits must not wait 30 s under at-least-once.
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // An idle poll blocks for this long, and results that finish in the meantime wait for its end.
        defaults.put(StreamsConfig.POLL_MS_CONFIG, 5);
        defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, config.inFlight());
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), config.inFlight());
        FetchSize.properties().forEach((key, value) -> defaults.put(StreamsConfig.consumerPrefix(key), value));
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        // The default assignor moves stateless tasks at will; each move is a pause for its cameras.
        defaults.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, StickyTaskAssignor.class.getName());
        // A dead letter carries its frame.
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 16 << 20);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return defaults;
    }

    /** With the streams protocol, Kafka Streams creates its own consumer, and at-least-once commits go through it. */
    private static void refuseUnguardedCommits(Map<String, Object> properties) {
        boolean streamsProtocol =
                "streams".equalsIgnoreCase(String.valueOf(properties.get(StreamsConfig.GROUP_PROTOCOL_CONFIG)));
        Object guarantee = properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
        if (streamsProtocol && guarantee != null && !StreamsConfig.EXACTLY_ONCE_V2.equals(guarantee)) {
            throw new IllegalArgumentException("detector.kafka: group.protocol=streams needs processing.guarantee="
                    + StreamsConfig.EXACTLY_ONCE_V2 + ", got: " + guarantee
                    + "; otherwise frames in flight would be lost at a crash");
        }
    }

    /** The model that analyzes the next frame. */
    public ModelInfo model() {
        return detector.lanes().model();
    }

    /**
     * Changes the model between two frames. Loads it beside the one in use, which takes as long as at startup. It then
     * analyzes the next frames, the previous model finishes the frames in progress, and the previous model's memory is
     * freed. No frame is lost, analyzed twice, or fails because of the change, and each detection names the model that
     * produced it.
     *
     * <p>Waits for all of that, so do not call it on a thread that has frames to forward. For an inference that hangs,
     * it waits no longer than {@code lane-timeout} plus a few seconds; until that inference returns, no other change is
     * possible.
     *
     * @param file the ONNX file; if it is already in use, nothing happens
     * @return the model that is now in use
     * @throws ModelException when it does not fit, lacks a class that is to be detected, or gives no sane result for a
     *     test picture within {@code lane-timeout}; the one in use stays
     * @throws IllegalStateException when the last change has not ended, or when this is closed; the one in use stays
     */
    public ModelInfo changeModel(Path file) {
        return models.change(file);
    }

    /**
     * Changes what is detected for each camera, and the thresholds of detections, from the next inference on.
     * Everything else stays as at startup, see {@link DetectorConfig#changedTo}.
     *
     * @throws ModelException when the model in use, the one on trial, or the original lacks a class that is to be
     *     detected; nothing changes then
     */
    public void change(DetectorConfig other) {
        DetectorConfig now = config.changedTo(other);
        models.want(now.cameras());
        detector.limit(now.limits());
    }

    /**
     * The cameras for which the model in use no longer agrees with its original, with the agreement (F1) of their last
     * hour.
     */
    public SortedMap<String, Double> drifted() {
        return models.drifted();
    }

    /** The output of {@code Topology.describe()}: several lines, for people. */
    public String topology() {
        return runner.topology();
    }

    /** Adds to the traces of frames. Call before {@link #start()}; off by default. The caller closes {@code traces}. */
    public void tracing(Traces traces) {
        detector.tracing(traces);
    }

    /**
     * Uses the model that the {@code models} topic names, now and whenever it changes; if it names none, the configured
     * model. Call before {@link #start()}, or not at all.
     *
     * @param directory keeps the model for the next start, which uses it from the first frame on
     * @throws dev.hawkeye.settings.SettingException when {@link DetectorConfig#modelPublicKey()} is not a key
     */
    public void followModels(Path directory) {
        follower = new ModelFollower(
                properties, topics, registry, directory, ModelSignature.publicKey(config.modelPublicKey()), models);
        follower.useLast();
    }

    /** Starts reading frames; returns at once, even if no broker is reachable yet. */
    public void start() {
        if (follower != null) {
            follower.start();
        }
        runner.start();
    }

    /** @return whether frames are being read */
    public boolean ready() {
        return runner.ready();
    }

    /** @return what it is waiting for, in a few words; empty when ready */
    public String waitsFor() {
        return runner.waitsFor();
    }

    /** @return what overloads it and what would help; empty while it keeps up */
    public String overloaded() {
        return detector.overload().text();
    }

    /** @return false when only a restart helps */
    public boolean live() {
        return runner.live() && detector.lanes().alive();
    }

    /**
     * Accepts no more frames, waits for those in flight, commits, leaves the group and frees the model, within 20 s.
     * Unfinished frames are left to the next owner.
     */
    @Override
    public void close() {
        patience.giveUp();
        if (follower != null) {
            follower.close();
        }
        models.close();
        detector.stopReporting();
        int left = runner.ready() ? detector.frames().drain(DRAIN_TIMEOUT) : 0;
        if (left > 0) {
            log.warn("{} frames in flight are left to the next detector", left);
        }
        runner.close();
        detector.close();
    }
}
