package dev.hawkeye.site.topics;

import java.util.Map;

/**
 * A topic as it is in Kafka.
 *
 * @param presence whether it is there at all
 * @param values of its settings, with {@link Requirement#PARTITIONS} and {@link Requirement#REPLICATION} among them;
 *     only those two when the user may not look at settings
 */
record TopicState(Presence presence, Map<String, String> values) {
    /** Whether a topic is there. */
    enum Presence {
        THERE,
        MISSING,
        /** This user may not even see whether it is there. */
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
