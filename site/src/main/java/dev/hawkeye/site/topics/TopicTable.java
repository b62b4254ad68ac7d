package dev.hawkeye.site.topics;

import static dev.hawkeye.site.topics.Requirement.atLeast;
import static dev.hawkeye.site.topics.Requirement.atMost;
import static dev.hawkeye.site.topics.Requirement.contains;
import static dev.hawkeye.site.topics.Requirement.exactly;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import dev.hawkeye.aggregator.AggregatorTopology;
import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.TopicsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The single source of each topic's requirements, for creating and checking topics.
 *
 * <p>Topics may differ in their number of partitions, with two exceptions. The detector reads one topic and keeps no
 * state; the aggregator reads one topic, and frames by partition and offset; all records are partitioned by key. But
 * the aggregator's changelogs must have as many partitions as {@code detections}, since a task keeps its state in the
 * partition of its number; and clips need as many partitions in {@code events} as in {@code camera-status}. Immutable.
 */
public final class TopicTable {
    private static final String INGEST = "ingest";
    private static final String DETECT = "detect";
    private static final String AGGREGATE = "aggregate";
    private static final String CONSOLE = "console";
    private static final String NOTIFY = "notify";
    private static final Set<String> SERVICES = Set.of(INGEST, DETECT, AGGREGATE, CONSOLE, NOTIFY);

    private static final long MAX_RECORD_BYTES = 16 << 20;
    /** A typical 1280×720 frame is smaller, see docs/sizing.md. */
    private static final long ORDINARY_FRAME_BYTES = 256 << 10;
    /** Another instance takes over within 20 s, and reading a keyframe may wait up to a minute. */
    private static final long MIN_RETENTION_MILLIS = Duration.ofMinutes(2).toMillis();

    private static final long MODEL_STATUS_SEGMENT_BYTES = 1 << 20;
    private static final long STATUS_MILLIS = Duration.ofHours(1).toMillis();

    private static final long COMMANDS_MILLIS = Duration.ofDays(1).toMillis();

    private static final long FRAMES_SEGMENT_BYTES = 64 << 20;
    private static final long KEYFRAMES_SEGMENT_BYTES = 32 << 20;
    private static final long DEAD_LETTERS_BYTES = 64 << 20;
    private static final long DEAD_LETTERS_SEGMENT_BYTES = 32 << 20;

    private final TopicsConfig config;
    private final Topics topics;

    private TopicTable(TopicsConfig config) {
        this.config = config;
        this.topics = config.topics();
    }

    /** The topics that Hawkeye creates if they are missing, in pipeline order. */
    public static List<TopicSpec> of(TopicsConfig config) {
        TopicTable table = new TopicTable(config);
        return List.of(
                table.frames(),
                table.deadLetters(table.topics.framesDlq(), DETECT),
                table.detections(),
                table.deadLetters(table.topics.detectionsDlq(), AGGREGATE),
                table.results(table.topics.counts(), Set.of(CONSOLE, NOTIFY)),
                table.results(table.topics.events(), Set.of(CONSOLE, NOTIFY)),
                table.deadLetters(table.topics.notifyDlq(), NOTIFY),
                table.results(table.topics.tracks(), Set.of(CONSOLE)),
                table.keptKeyframes(),
                table.clips(),
                table.results(table.topics.cloudCounts(), Set.of()),
                table.cloudKeyframes(),
                table.statuses(),
                table.models(),
                table.modelStatuses(),
                table.siteSettings(),
                table.siteStatuses(),
                table.commands(table.topics.commands()),
                table.commands(table.topics.commandResults()));
    }

    /**
     * The topics in which Kafka Streams keeps the aggregator's state, which only it creates.
     *
     * @param partitions current number of partitions of {@code detections}
     */
    static List<TopicSpec> ofStreams(HawkeyeConfig config, int partitions) {
        return new TopicTable(config.topics()).changelogs(config.aggregator(), partitions);
    }

    /** Whether one of the services keeps state in Kafka Streams topics. */
    static boolean useState(Collection<String> services) {
        return services.contains(AGGREGATE);
    }

    /** The topics created by Hawkeye that at least one of the services writes or reads. */
    public static List<TopicSpec> ofServices(TopicsConfig config, Collection<String> services) {
        return of(config).stream()
                .filter(spec -> services.stream().anyMatch(spec::isUsedBy))
                .toList();
    }

    /** Settings that make Kafka Streams replicate its topics like Hawkeye's; empty if the broker decides. */
    public static Map<String, Object> ofStreamsTopics(TopicsConfig config) {
        Map<String, Object> properties = new HashMap<>();
        if (config.replication() > 0) {
            properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replication());
        }
        if (config.replication() > 2) {
            properties.put(StreamsConfig.topicPrefix(MIN_IN_SYNC_REPLICAS_CONFIG), "2");
        }
        return properties;
    }

    private TopicSpec frames() {
        long retention = config.framesRetention().toMillis();
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, true);
        needs.add(largeRecords("larger frames are refused and dropped").usableFrom(ORDINARY_FRAME_BYTES));
        needs.add(exactly(
                        RETENTION_MS_CONFIG,
                        String.valueOf(retention),
                        "keyframes and lossless cameras need frames for this long, and more takes disk")
                .usableFrom(Math.min(MIN_RETENTION_MILLIS, retention)));
        needs.add(exactly(
                RETENTION_BYTES_CONFIG,
                String.valueOf(config.framesSize().bytes()),
                "frames are deleted sooner, or take more disk, than topics.frames-size says"));
        needs.add(atMost(
                SEGMENT_BYTES_CONFIG,
                Math.min(FRAMES_SEGMENT_BYTES, config.framesSize().bytes()),
                "each partition keeps up to one segment more than the limits say"));
        needs.add(asSent());
        return ours(topics.frames(), needs, Set.of(INGEST), Set.of(DETECT, AGGREGATE, CONSOLE));
    }

    private TopicSpec deadLetters(String name, String writer) {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, false);
        needs.add(largeRecords("larger dead letters are dropped"));
        needs.add(exactly(
                RETENTION_BYTES_CONFIG,
                String.valueOf(DEAD_LETTERS_BYTES),
                "bad records are deleted sooner, or take more disk, than they are worth"));
        needs.add(atMost(
                SEGMENT_BYTES_CONFIG,
                DEAD_LETTERS_SEGMENT_BYTES,
                "each partition keeps up to one segment more than the limit says"));
        needs.add(asSent());
        return ours(name, needs, Set.of(writer), Set.of());
    }

    private TopicSpec detections() {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, true);
        needs.add(atLeast(RETENTION_MS_CONFIG, MIN_RETENTION_MILLIS, "detections vanish before they are counted")
                .orUnusable()
                .notMade());
        return ours(topics.detections(), needs, Set.of(DETECT), Set.of(AGGREGATE, CONSOLE));
    }

    private TopicSpec results(String name, Set<String> readers) {
        return ours(name, common(CLEANUP_POLICY_DELETE, false), Set.of(AGGREGATE), readers);
    }

    private TopicSpec keptKeyframes() {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, false);
        needs.add(largeRecords("events with larger pictures have none"));
        needs.add(exactly(
                RETENTION_MS_CONFIG,
                String.valueOf(config.keyframesRetention().toMillis()),
                "pictures of events are deleted sooner, or later, than topics.keyframes-retention says"));
        needs.add(exactly(
                RETENTION_BYTES_CONFIG,
                String.valueOf(config.keyframesSize().bytes()),
                "pictures of events are deleted sooner, or take more disk, than topics.keyframes-size says"));
        needs.add(atMost(
                SEGMENT_BYTES_CONFIG,
                Math.min(KEYFRAMES_SEGMENT_BYTES, config.keyframesSize().bytes()),
                "each partition keeps up to one segment more than the limits say"));
        needs.add(asSent());
        return ours(topics.keyframes(), needs, Set.of(AGGREGATE), Set.of(CONSOLE, NOTIFY));
    }

    private TopicSpec clips() {
        return ours(topics.clips(), common(CLEANUP_POLICY_DELETE, false), Set.of(INGEST), Set.of(CONSOLE));
    }

    private TopicSpec cloudKeyframes() {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, false);
        needs.add(largeRecords("larger keyframes are withheld"));
        needs.add(asSent());
        return ours(topics.cloudKeyframes(), needs, Set.of(AGGREGATE), Set.of(CONSOLE));
    }

    private TopicSpec statuses() {
        List<Requirement> needs = common(CLEANUP_POLICY_COMPACT, false);
        return ours(topics.cameraStatus(), needs, Set.of(INGEST), Set.of(INGEST, CONSOLE));
    }

    private TopicSpec models() {
        return ours(topics.models(), common(CLEANUP_POLICY_COMPACT, false), Set.of(), Set.of(DETECT));
    }

    private TopicSpec modelStatuses() {
        List<Requirement> needs = common(CLEANUP_POLICY_COMPACT, false);
        needs.add(atMost(
                SEGMENT_BYTES_CONFIG,
                MODEL_STATUS_SEGMENT_BYTES,
                "records repeated every 10 s are not compacted for days, and detectors start slowly"));
        return ours(topics.modelStatus(), needs, Set.of(DETECT), Set.of(DETECT));
    }

    private TopicSpec siteSettings() {
        return ours(topics.siteSettings(), common(CLEANUP_POLICY_COMPACT, false), Set.of(), SERVICES);
    }

    private TopicSpec siteStatuses() {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, false);
        needs.add(exactly(RETENTION_MS_CONFIG, String.valueOf(STATUS_MILLIS), "it takes more disk than it is worth"));
        return ours(topics.siteStatus(), needs, SERVICES, Set.of());
    }

    private TopicSpec commands(String name) {
        List<Requirement> needs = common(CLEANUP_POLICY_DELETE, false);
        needs.add(exactly(
                RETENTION_MS_CONFIG,
                String.valueOf(COMMANDS_MILLIS),
                "an instance of notify that starts reads it from its beginning"));
        return ours(name, needs, Set.of(NOTIFY), Set.of(NOTIFY));
    }

    private List<TopicSpec> changelogs(AggregatorConfig aggregator, int partitions) {
        List<TopicSpec> specs = new ArrayList<>();
        for (String name : AggregatorTopology.changelogs(aggregator)) {
            List<Requirement> needs = new ArrayList<>();
            needs.add(exactly(
                            Requirement.PARTITIONS,
                            String.valueOf(partitions),
                            "it must have as many partitions as " + topics.detections()
                                    + ", so the aggregator does not start on it")
                    .orUnusable());
            addReplication(needs);
            needs.add(contains(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT, "open windows and events are lost")
                    .orUnusable());
            needs.add(largeRecords("the state of a camera with many objects is refused"));
            specs.add(new TopicSpec(name, needs, Set.of(AGGREGATE), Set.of(AGGREGATE), true));
        }
        return specs;
    }

    private static TopicSpec ours(String name, List<Requirement> needs, Set<String> writers, Set<String> readers) {
        return new TopicSpec(name, needs, writers, readers, false);
    }

    /**
     * Requirements for all of Hawkeye's topics. Records get the broker's time, since a recording may be years old, and
     * retention would delete its frames and results unread.
     */
    private List<Requirement> common(String cleanup, boolean unusableOtherwise) {
        List<Requirement> needs = new ArrayList<>();
        needs.add(exactly(
                Requirement.PARTITIONS,
                String.valueOf(config.partitions()),
                "the number of partitions limits how many instances share the work"));
        addReplication(needs);
        Requirement policy = cleanup.equals(CLEANUP_POLICY_COMPACT)
                ? contains(CLEANUP_POLICY_CONFIG, cleanup, "it grows, and the last record of a key may be deleted")
                : exactly(CLEANUP_POLICY_CONFIG, cleanup, "only the newest record of each key is kept");
        needs.add(unusableOtherwise ? policy.orUnusable() : policy);
        needs.add(exactly(
                MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                "records of old recordings are deleted unread, and the clocks of cameras are trusted"));
        return needs;
    }

    private void addReplication(List<Requirement> needs) {
        int copies = config.replication();
        if (copies > 0) {
            needs.add(atLeast(Requirement.REPLICATION, copies, "fewer brokers than configured may be lost"));
        }
        if (copies > 2) {
            needs.add(atLeast(
                    MIN_IN_SYNC_REPLICAS_CONFIG, 2, "records are acknowledged by a single broker, and may be lost"));
        }
    }

    private static Requirement largeRecords(String why) {
        return atLeast(MAX_MESSAGE_BYTES_CONFIG, MAX_RECORD_BYTES, why);
    }

    private static Requirement asSent() {
        return exactly(
                COMPRESSION_TYPE_CONFIG,
                "producer",
                "the broker compresses pictures again, without making them smaller");
    }
}
