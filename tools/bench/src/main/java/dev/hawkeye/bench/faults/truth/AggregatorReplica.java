package dev.hawkeye.bench.faults.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.AggregatorTopology;
import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.keyframes.FrameFetcher;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.Result;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The aggregator's topology without Kafka, where nothing breaks and time stands still: its results are those that the
 * aggregator should have produced. The state of a camera can be taken out and put back, so one frame can be tried under
 * several settings. Not thread-safe. Owned until {@link #close()}.
 */
public final class AggregatorReplica implements AutoCloseable {
    private static final String CAMERAS = "cameras";

    private final CurrentSettings settings;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> detections;
    private final SchemaRegistry registry;
    private final TestOutputTopic<byte[], WindowCount> windows;
    private final TestOutputTopic<byte[], Event> events;
    private final TestOutputTopic<byte[], Track> tracks;
    private final TestOutputTopic<byte[], Keyframe> kept;
    private final TestOutputTopic<byte[], Keyframe> uploaded;

    /** @param frames the frames of the run */
    public AggregatorReplica(
            AggregatorConfig config, Topics topics, SchemaRegistry registry, FrameFetcher frames, Path directory) {
        this.settings = new CurrentSettings(config);
        this.registry = registry;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(
                AggregatorTopology.build(settings, topics, registry, new SimpleMeterRegistry(), frames), properties);
        detections = driver.createInputTopic(topics.detections(), new ByteArraySerializer(), new ByteArraySerializer());
        windows = output(topics.cloudCounts(), WindowCount.class);
        events = output(topics.events(), Event.class);
        tracks = output(topics.tracks(), Track.class);
        kept = output(topics.keyframes(), Keyframe.class);
        uploaded = output(topics.cloudKeyframes(), Keyframe.class);
    }

    private <T extends SpecificRecord> TestOutputTopic<byte[], T> output(String topic, Class<T> type) {
        return driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), registry.serde(type).deserializer());
    }

    /** Applies these settings from the next detection on. */
    public void use(AggregatorConfig other) {
        settings.change(other);
    }

    /**
     * Aggregates one detection.
     *
     * @return the final records that result
     */
    public List<Result> take(Ledger.Written written) {
        byte[] key = written.detection().getCamera().getBytes(UTF_8);
        detections.pipeInput(key, written.value(), written.detection().getCaptureTime());
        List<Result> results = new ArrayList<>();
        windows.readValuesToList().forEach(window -> results.add(Result.of(window)));
        events.readValuesToList().forEach(event -> results.add(Result.of(event)));
        for (Track track : tracks.readValuesToList()) {
            if (track.getIsFinal()) {
                results.add(Result.of(track));
            }
        }
        kept.readValuesToList().forEach(keyframe -> results.add(Result.of(keyframe, false)));
        uploaded.readValuesToList().forEach(keyframe -> results.add(Result.of(keyframe, true)));
        return results;
    }

    /** A copy of a camera's state; null before its first detection. */
    public CameraState state(String camera) {
        CameraState state = cameras().get(camera);
        return state == null ? null : CameraState.newBuilder(state).build();
    }

    /** Replaces the state of a camera. */
    public void state(String camera, CameraState state) {
        if (state == null) {
            cameras().delete(camera);
        } else {
            cameras().put(camera, CameraState.newBuilder(state).build());
        }
    }

    private KeyValueStore<String, CameraState> cameras() {
        return driver.getKeyValueStore(CAMERAS);
    }

    @Override
    public void close() {
        driver.close();
    }
}
