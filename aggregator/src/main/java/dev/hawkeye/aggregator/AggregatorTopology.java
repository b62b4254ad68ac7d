package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.history.HistoryKey;
import dev.hawkeye.aggregator.history.WindowHistory;
import dev.hawkeye.aggregator.input.DetectionReader;
import dev.hawkeye.aggregator.input.Standstill;
import dev.hawkeye.aggregator.keyframes.FrameFetcher;
import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.output.Results;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.aggregator.state.StateSerde;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.traces.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Turns detections into counts, events and keyframes; a record that cannot be counted becomes a dead letter.
 *
 * <p>The stores are in memory, with changelogs. The camera store holds a few kilobytes per camera, regardless of its
 * age, and the history store holds a hundred or so records per camera and day, so there is nothing for RocksDB to move
 * to disk. After a crash under {@code exactly_once_v2}, RocksDB would read the changelog all the same, and memory needs
 * no native library. The changelog rolls small segments because only rolled segments are compacted: a restart reads a
 * few megabytes, not everything the cameras wrote in a week.
 *
 * <p>Under {@code exactly_once_v2}, state, results and offsets change atomically. Under {@code at_least_once} they do
 * not, yet counts stay exact, for three reasons. First, everything known about a camera, windows and sequence number
 * included, is one record: either it is written or it is not. Second, the store of these records is cached: the record
 * goes to the changelog with the commit, after the results that belong to it, and {@link ResultsFirst} makes sure that
 * those are acknowledged first. The history is such a result, written uncached. Third, offsets are committed last. So
 * after a crash, the state of each camera is either that of the previous commit or the new one. If it is the previous
 * one, its frames are counted again from there and the results are sent again with the same content. If it is the new
 * one, its frames are known and ignored.
 */
public final class AggregatorTopology {
    private static final String SOURCE = "detections";
    private static final String PROCESSOR = "aggregate";
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(8 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            // The last frames of a camera with all their objects, when confirm-of is large; StateBounds keeps the
            // record smaller than a segment.
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(16 << 20));

    private AggregatorTopology() {}

    /** Where the state is, besides in its changelogs. */
    enum Where {
        /** Read from the changelogs at each start. */
        MEMORY {
            @Override
            KeyValueBytesStoreSupplier store(String name) {
                return Stores.inMemoryKeyValueStore(name);
            }
        },
        /** For stores that survive a crash, so that a start reads only the end of the changelogs. */
        DISK {
            @Override
            KeyValueBytesStoreSupplier store(String name) {
                return Stores.persistentKeyValueStore(name);
            }
        };

        abstract KeyValueBytesStoreSupplier store(String name);

        /** @param properties the Kafka Streams properties; with transactional stores, the state is on disk */
        static Where of(Map<String, Object> properties) {
            Object transactional = properties.get(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG);
            return Boolean.parseBoolean(String.valueOf(transactional)) ? DISK : MEMORY;
        }
    }

    /**
     * Builds the topology.
     *
     * @param fetcher reads the frames that become keyframes; the caller closes it after the topology has stopped
     */
    public static Topology build(
            AggregatorConfig config,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics,
            FrameFetcher fetcher) {
        return build(new CurrentSettings(config), topics, registry, metrics, fetcher);
    }

    /** The same with camera settings that may change at run time. */
    public static Topology build(
            CurrentSettings settings,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics,
            FrameFetcher fetcher) {
        return build(
                settings,
                topics,
                Registries.of(registry),
                metrics,
                fetcher,
                new RefusedSizes(metrics),
                new FatalRecords(),
                new Standstill(new RegistryPatience(), System::nanoTime));
    }

    static Topology build(
            CurrentSettings settings,
            Topics topics,
            Registries registries,
            MeterRegistry metrics,
            FrameFetcher fetcher,
            RefusedSizes refused,
            FatalRecords fatal,
            Standstill standstill) {
        return build(
                settings, topics, registries, metrics, fetcher, refused, fatal, standstill, Where.MEMORY, Traces.OFF);
    }

    static Topology build(
            CurrentSettings settings,
            Topics topics,
            Registries registries,
            MeterRegistry metrics,
            FrameFetcher fetcher,
            RefusedSizes refused,
            FatalRecords fatal,
            Standstill standstill,
            Where state,
            Traces traces) {
        SchemaRegistry registry = registries.site();
        SchemaRegistry cloud = registries.cloud();
        AggregatorConfig config = settings.get();
        DetectionReader detections =
                new DetectionReader(registry.serde(Detection.class).deserializer(), fatal, standstill);
        FrameReader frames =
                new FrameReader(fetcher, registry.serde(Frame.class).deserializer(), standstill);
        Results results = new Results(
                config,
                topics,
                patient(registry.serde(Keyframe.class), standstill),
                patient(cloud.serde(Keyframe.class), standstill),
                refused);
        AggregatorMeters meters = new AggregatorMeters(() -> settings.get().scenes(), metrics);
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.detections());
        topology.addProcessor(
                PROCESSOR, () -> new DetectionProcessor(settings, detections, frames, results, meters, traces), SOURCE);
        topology.addStateStore(cameras(state), PROCESSOR);
        if (config.keepsHistory()) {
            topology.addStateStore(history(state), PROCESSOR);
        }
        sink(topology, Outputs.COUNTS, topics.counts(), patient(registry.serde(WindowCount.class), standstill));
        sink(topology, Outputs.CLOUD_COUNTS, topics.cloudCounts(), patient(cloud.serde(WindowCount.class), standstill));
        sink(topology, Outputs.EVENTS, topics.events(), patient(registry.serde(Event.class), standstill));
        sink(topology, Outputs.TRACKS, topics.tracks(), patient(registry.serde(Track.class), standstill));
        ByteArraySerializer asItIs = new ByteArraySerializer();
        sink(topology, Outputs.KEYFRAMES, topics.keyframes(), asItIs);
        sink(topology, Outputs.CLOUD_KEYFRAMES, topics.cloudKeyframes(), asItIs);
        topology.addSink(Outputs.DEAD_LETTERS, topics.detectionsDlq(), asItIs, asItIs, PROCESSOR);
        return topology;
    }

    /** The camera store, by camera id. */
    static StoreBuilder<KeyValueStore<String, CameraState>> cameras(Where state) {
        return Stores.keyValueStoreBuilder(
                        state.store(DetectionProcessor.CAMERAS), Serdes.String(), StateSerde.ofCameras())
                .withLoggingEnabled(CHANGELOG)
                .withCachingEnabled();
    }

    /** The store of final windows, by camera and time. */
    static StoreBuilder<KeyValueStore<HistoryKey, HistoryBucket>> history(Where state) {
        return Stores.keyValueStoreBuilder(state.store(WindowHistory.STORE), HistoryKey.serde(), StateSerde.ofHistory())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }

    /**
     * Names of the topics in which Kafka Streams keeps the state. It creates them itself, with as many partitions as
     * the detections topic.
     */
    public static List<String> changelogs(AggregatorConfig config) {
        List<String> stores = config.keepsHistory()
                ? List.of(DetectionProcessor.CAMERAS, WindowHistory.STORE)
                : List.of(DetectionProcessor.CAMERAS);
        return stores.stream().map(config::changelog).toList();
    }

    /** The same, plus those that other settings of this application would have created. */
    public static List<String> possibleChangelogs(AggregatorConfig config) {
        return Stream.of(DetectionProcessor.CAMERAS, WindowHistory.STORE)
                .map(config::changelog)
                .toList();
    }

    private static <T> void sink(Topology topology, String name, String topic, Serializer<T> serializer) {
        topology.addSink(name, topic, new StringSerializer(), serializer, PROCESSOR);
    }

    private static <T extends SpecificRecord> Serializer<T> patient(Serde<T> serde, Standstill standstill) {
        Serializer<T> plain = serde.serializer();
        return (to, value) -> standstill.call(() -> plain.serialize(to, value));
    }
}
