package dev.hawkeye.testing;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Topics with unlimited retention. Tests write records with old timestamps, which a topic with a broker's defaults
 * would drop half a minute after the broker's start, when it first looks for records older than a week.
 */
public final class TestTopic {
    private TestTopic() {}

    /** A topic without replicas, yet to be created. */
    public static NewTopic of(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    }
}
