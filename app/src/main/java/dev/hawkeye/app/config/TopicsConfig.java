package dev.hawkeye.app.config;

import dev.hawkeye.schemas.DataSize;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;

/**
 * The topics' names and sizes.
 *
 * @param prefix put before each topic's name
 * @param partitions of a topic that is created, 1 to 1000
 * @param replication copies of each record of a topic that is created, 1 to 100; 0 for the broker's default
 * @param framesRetention how long frames are kept after they came, in a topic that is created
 * @param framesSize most bytes of frames that are kept in each partition, at least 16 MiB
 */
public record TopicsConfig(
        String prefix, int partitions, int replication, Duration framesRetention, DataSize framesSize) {
    private static final int MOST_PARTITIONS = 1000;
    private static final int MOST_COPIES = 100;
    /** The largest record has to fit in. */
    private static final DataSize LEAST_FRAMES = DataSize.parse("16 MiB");

    public TopicsConfig {
        new Topics(prefix);
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException("partitions must be 1 to " + MOST_PARTITIONS + ", got: " + partitions);
        }
        if (replication < 0 || replication > MOST_COPIES) {
            throw new IllegalArgumentException("replication must be 0 to " + MOST_COPIES + ", got: " + replication);
        }
        if (framesRetention.isNegative() || framesRetention.isZero()) {
            throw new IllegalArgumentException("frames-retention must be positive, got: " + framesRetention);
        }
        if (framesSize.bytes() < LEAST_FRAMES.bytes()) {
            throw new IllegalArgumentException("frames-size must be at least " + LEAST_FRAMES + ", got: " + framesSize);
        }
    }

    /** With the defaults for all else. */
    public TopicsConfig(String prefix, int partitions, Duration framesRetention) {
        this(prefix, partitions, 0, framesRetention, DataSize.parse("512 MiB"));
    }

    public Topics topics() {
        return new Topics(prefix);
    }
}
