package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.ZERO;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.history.HistoryKey;
import dev.hawkeye.aggregator.history.HistoryReader;
import dev.hawkeye.aggregator.history.WindowHistory;
import dev.hawkeye.aggregator.input.Standstill;
import dev.hawkeye.aggregator.keyframes.FrameFetcher;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.FrameRef;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, with the frames that keyframes are read from as a map. */
public final class AggregatorDriver implements AutoCloseable {
    final Topics topics = new Topics("");
    final Registries registries;
    final SchemaRegistry registry;
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final RefusedSizes refused = new RefusedSizes(metrics);
    final Map<FrameRef, byte[]> frames = new HashMap<>();
    int fetches;
    final FatalRecords fatal;

    private final AggregatorConfig config;
    private final TopologyTestDriver driver;
    private final CurrentSettings current;
    private final TestInputTopic<String, byte[]> input;
    private final TestOutputTopic<String, WindowCount> counts;
    private final TestOutputTopic<String, WindowCount> cloudCounts;
    private final TestOutputTopic<String, Event> events;
    private final TestOutputTopic<String, Track> tracks;
    private final TestOutputTopic<String, Keyframe> keyframes;
    private final TestOutputTopic<String, Keyframe> kept;
    private final TestOutputTopic<String, byte[]> letters;

    public AggregatorDriver(ConfigBuilder settings) {
        this(settings, null);
    }

    /** @param fetcher null for one that reads {@link #frames} */
    public AggregatorDriver(ConfigBuilder settings, FrameFetcher fetcher) {
        this(settings, fetcher, new FatalRecords());
    }

    /** @param fatal of a driver before this one, whose thread died */
    public AggregatorDriver(ConfigBuilder settings, FrameFetcher fetcher, FatalRecords fatal) {
        this(
                settings,
                fetcher,
                fatal,
                Registries.of(SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://aggregator-test"))));
    }

    AggregatorDriver(ConfigBuilder settings, FrameFetcher fetcher, FatalRecords fatal, Registries registries) {
        this(settings, fetcher, fatal, registries, Traces.OFF);
    }

    AggregatorDriver(
            ConfigBuilder settings, FrameFetcher fetcher, FatalRecords fatal, Registries registries, Traces traces) {
        this.registries = registries;
        registry = registries.site();
        this.fatal = fatal;
        config = settings.config();
        current = new CurrentSettings(config);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        FrameFetcher frameFetcher = fetcher != null ? fetcher : this::fetch;
        Standstill never = new Standstill(new RegistryPatience(), () -> 0);
        driver = new TopologyTestDriver(
                AggregatorTopology.build(
                        current,
                        topics,
                        registries,
                        metrics,
                        frameFetcher,
                        refused,
                        fatal,
                        never,
                        AggregatorTopology.Where.MEMORY,
                        traces),
                properties);
        input = driver.createInputTopic(topics.detections(), new StringSerializer(), new ByteArraySerializer());
        counts = output(topics.counts(), WindowCount.class);
        cloudCounts = output(topics.cloudCounts(), WindowCount.class);
        events = output(topics.events(), Event.class);
        tracks = output(topics.tracks(), Track.class);
        keyframes = output(topics.cloudKeyframes(), Keyframe.class);
        kept = output(topics.keyframes(), Keyframe.class);
        letters =
                driver.createOutputTopic(topics.detectionsDlq(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** What cameras have of their own is that of other settings from now on. */
    public void change(ConfigBuilder settings) {
        AggregatorConfig other = settings.config();
        current.change(other);
    }

    private Optional<byte[]> fetch(FrameRef frame) {
        fetches++;
        return Optional.ofNullable(frames.get(frame));
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(String topic, Class<T> type) {
        return driver.createOutputTopic(
                topic,
                new StringDeserializer(),
                registries.of(topics, topic).serde(type).deserializer());
    }

    public AggregatorDriver send(Shot... shots) {
        for (Shot shot : shots) {
            send(shot.detection());
        }
        return this;
    }

    public void send(Detection detection) {
        byte[] value = registry.serde(Detection.class).serializer().serialize(topics.detections(), detection);
        sendBytes(detection.getCamera(), value, detection.getCaptureTime().toEpochMilli());
    }

    /** With headers as the detector has written them. */
    void send(Detection detection, Headers headers) {
        byte[] value = registry.serde(Detection.class).serializer().serialize(topics.detections(), detection);
        input.pipeInput(new TestRecord<>(detection.getCamera(), value, headers, detection.getCaptureTime()));
    }

    void sendBytes(String camera, byte[] value, long timestamp) {
        input.pipeInput(camera, value, timestamp);
    }

    void passTime(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Everything new on the counts topic. */
    List<WindowCount> counts() {
        return counts.readValuesToList();
    }

    /** Everything new on the counts topic, in short. */
    List<String> shortCounts() {
        return counts().stream().map(AggregatorDriver::brief).toList();
    }

    List<String> shortCloudCounts() {
        return cloudCounts.readValuesToList().stream()
                .map(AggregatorDriver::brief)
                .toList();
    }

    List<Event> events() {
        return events.readValuesToList();
    }

    /** Everything new on the events topic, as "APPEARED person 1.0" with the time of its start or end in seconds. */
    List<String> shortEvents() {
        return events().stream()
                .map(e -> e.getKind() + " " + e.getClassName() + " "
                        + seconds((e.getEnd() == null ? e.getStart() : e.getEnd()).toEpochMilli()))
                .toList();
    }

    /** The same with their keys and headers. */
    List<TestRecord<String, Event>> eventRecords() {
        return events.readRecordsToList();
    }

    /** Everything new on the cloud's topic of counts, as it leaves. */
    List<TestRecord<String, byte[]>> leavingCounts() {
        return bytes(topics.cloudCounts());
    }

    /** Everything new on the cloud's topic of keyframes, as it leaves. */
    List<TestRecord<String, byte[]>> leavingKeyframes() {
        return bytes(topics.cloudKeyframes());
    }

    List<TestRecord<String, byte[]>> bytes(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Everything new on the topic of tracks. */
    List<Track> tracks() {
        return tracks.readValuesToList();
    }

    /** Everything new among the dead letters. */
    List<TestRecord<String, byte[]>> letters() {
        return letters.readRecordsToList();
    }

    /** Why everything new among the dead letters is there. */
    List<String> reasons() {
        return letters().stream()
                .map(letter -> new String(
                        letter.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The one record of a camera's history. */
    HistoryBucket bucket(String camera) {
        List<HistoryBucket> buckets = new ArrayList<>();
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = driver.<HistoryKey, HistoryBucket>getKeyValueStore(
                        WindowHistory.STORE)
                .all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.camera().equals(camera)) {
                    buckets.add(entry.value);
                }
            });
        }
        return buckets.get(0);
    }

    KeyValueStore<String, CameraState> cameras() {
        return driver.getKeyValueStore(DetectionProcessor.CAMERAS);
    }

    /** Everything new on the site's topic of keyframes. */
    List<Keyframe> kept() {
        return kept.readValuesToList();
    }

    /** Everything new on the cloud's. */
    List<Keyframe> keyframes() {
        return keyframes.readValuesToList();
    }

    /** All of a camera that the store holds, in short, as "0-10 3/0/0 car 2/5/4": frames, and for each class its numbers. */
    List<String> history(String camera) {
        List<String> windows = new ArrayList<>();
        KeyValueStore<HistoryKey, HistoryBucket> store = driver.getKeyValueStore(WindowHistory.STORE);
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.camera().equals(camera)) {
                    long begin = entry.key.start();
                    new HistoryReader(config)
                            .read(store, camera, begin, begin + entry.key.span()).stream()
                                    .map(AggregatorDriver::brief)
                                    .forEach(windows::add);
                }
            });
        }
        return windows;
    }

    /** What the store answers; times in seconds after {@link Shot#ZERO}. */
    List<CountWindow> history(String camera, double from, double to) {
        return new HistoryReader(config)
                .read(
                        driver.getKeyValueStore(WindowHistory.STORE),
                        camera,
                        ZERO + Math.round(from * 1000),
                        ZERO + Math.round(to * 1000));
    }

    long historyRecords() {
        return driver.<HistoryKey, HistoryBucket>getKeyValueStore(WindowHistory.STORE)
                .approximateNumEntries();
    }

    /** How often a record of the history was written or deleted, as its changelog has it. */
    long historyWrites() {
        return driver.createOutputTopic(
                        config.applicationId() + "-history-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .getQueueSize();
    }

    boolean hasHistory() {
        return driver.getAllStateStores().containsKey(WindowHistory.STORE);
    }

    static String brief(CountWindow window) {
        StringBuilder text = new StringBuilder(String.format(
                "%s-%s %d/%d/%d",
                seconds(window.start()),
                seconds(window.end()),
                window.framesAnalysed(),
                window.framesShed(),
                window.framesFailed()));
        window.classes()
                .forEach(count -> text.append(String.format(
                        " %s %d/%d/%d", count.className(), count.framesWith(), count.detections(), count.peak())));
        return text.toString();
    }

    double counter(String name, String... tags) {
        return metrics.find("hawkeye.aggregator." + name).tags(tags).counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    double openWindows() {
        return metrics.get("hawkeye.aggregator.windows.open").gauge().value();
    }

    /** As "gate person 0-10 final with 2/3 sum 5 peak 4 shed 0 failed 0"; times in seconds. */
    static String brief(WindowCount count) {
        return String.format(
                "%s %s %s-%s %s with %d/%d sum %d peak %d shed %d failed %d",
                count.getCamera(),
                count.getClassName(),
                seconds(count.getWindowStart().toEpochMilli()),
                seconds(count.getWindowEnd().toEpochMilli()),
                count.getIsFinal() ? "final" : "early",
                count.getFramesWith(),
                count.getFramesAnalysed(),
                count.getDetections(),
                count.getPeak(),
                count.getFramesShed(),
                count.getFramesFailed());
    }

    static String seconds(long millis) {
        double seconds = (millis - ZERO) / 1000.0;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }

    @Override
    public void close() {
        driver.close();
    }
}
