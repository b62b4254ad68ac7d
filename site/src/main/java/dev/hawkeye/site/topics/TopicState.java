package dev.hawkeye.site.topics;

import java.util.Map;

/**
 * A topic as it is in Kafka.
 *
 * @param presence whether it exists
 * @param values of its settings, with {@link Requirement#PARTITIONS} and {@link Requirement#REPLICATION} among them;
 *     only those two if the user may not see settings
 */
record TopicState(Presence presence, Map<String, String> values) {
    /** Whether a topic exists. */
    enum Presence {
        THERE,
        MISSING,
        /** This user may not even see whether it exists. */
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
