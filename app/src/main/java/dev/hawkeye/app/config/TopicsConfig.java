package dev.hawkeye.app.config;

import dev.hawkeye.schemas.Topics;
import java.time.Duration;

/**
 * The topics' names and sizes.
 *
 * @param prefix put before each topic's name
 * @param partitions of a topic that is created, 1 to 1000
 * @param framesRetention how long frames are kept by their capture time, in a topic that is created
 */
public record TopicsConfig(String prefix, int partitions, Duration framesRetention) {
    private static final int MOST_PARTITIONS = 1000;

    public TopicsConfig {
        new Topics(prefix);
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException("partitions must be 1 to " + MOST_PARTITIONS + ", got: " + partitions);
        }
        if (framesRetention.isNegative() || framesRetention.isZero()) {
            throw new IllegalArgumentException("frames-retention must be positive, got: " + framesRetention);
        }
    }

    public Topics topics() {
        return new Topics(prefix);
    }
}
