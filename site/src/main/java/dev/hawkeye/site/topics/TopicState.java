package dev.hawkeye.site.topics;

import java.util.Map;

/**
 * The current state of a topic in Kafka.
 *
 * @param presence whether it exists
 * @param values its settings, including {@link Requirement#PARTITIONS} and {@link Requirement#REPLICATION}; only those
 *     two if the user may not see settings
 */
record TopicState(Presence presence, Map<String, String> values) {
    /** Whether a topic exists. */
    enum Presence {
        THERE,
        MISSING,
        /** This user has no permission to see whether it exists. */
        HIDDEN
    }

    TopicState {
        values = Map.copyOf(values);
    }

    static TopicState notThere(Presence presence) {
        return new TopicState(presence, Map.of());
    }

    boolean isThere() {
        return presence == Presence.THERE;
    }
}
