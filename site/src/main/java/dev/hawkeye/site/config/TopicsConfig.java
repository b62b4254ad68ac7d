package dev.hawkeye.site.config;

import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import java.time.Duration;

/**
 * The topics' names and sizes.
 *
 * @param prefix put before each topic's name
 * @param partitions of a topic that is created, 1 to 1000
 * @param replication copies of each record of a topic that is created, 1 to 100; 0 for the broker's default
 * @param framesRetention how long frames are kept after they arrive, in a topic that is created
 * @param framesSize maximum bytes of frames in each partition, at least 16 MiB
 * @param keyframesRetention how long the pictures of events are kept after they arrive, in a topic that is created
 * @param keyframesSize maximum bytes of keyframes in each partition, at least 16 MiB
 */
public record TopicsConfig(
        String prefix,
        int partitions,
        int replication,
        Duration framesRetention,
        DataSize framesSize,
        Duration keyframesRetention,
        DataSize keyframesSize) {
    private static final int MAX_PARTITIONS = 1000;
    private static final int MAX_COPIES = 100;
    private static final DataSize MAX_RECORD = DataSize.parse("16 MiB");

    public TopicsConfig {
        new Topics(prefix);
        Check.range("partitions", partitions, 1, MAX_PARTITIONS);
        Check.range("replication", replication, 0, MAX_COPIES);
        Check.positive("frames-retention", framesRetention);
        atLeastOneRecord("frames-size", framesSize);
        Check.positive("keyframes-retention", keyframesRetention);
        atLeastOneRecord("keyframes-size", keyframesSize);
    }

    private static void atLeastOneRecord(String key, DataSize value) {
        Check.that(value.bytes() >= MAX_RECORD.bytes(), key, "must be at least " + MAX_RECORD, value);
    }

    /** Creates settings with defaults for everything else. */
    public TopicsConfig(String prefix, int partitions, Duration framesRetention) {
        this(
                prefix,
                partitions,
                0,
                framesRetention,
                DataSize.parse("512 MiB"),
                Duration.ofDays(7),
                DataSize.parse("128 MiB"));
    }

    /** The names of the topics, with their prefix. */
    public Topics topics() {
        return new Topics(prefix);
    }
}
