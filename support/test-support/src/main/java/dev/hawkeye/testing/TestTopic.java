package dev.hawkeye.testing;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Topics that keep what is written to them. Tests write records of times long past, which a topic with a broker's
 * defaults loses half a minute after the broker's start: when it first looks for records that are older than a week.
 */
public final class TestTopic {
    private TestTopic() {}

    /** A topic without replicas, to be created. */
    public static NewTopic of(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    }
}
