package dev.hawkeye.site.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The requirements of one topic.
 *
 * @param name prefix included
 * @param writers services that write it, under the names of their commands
 * @param readers services that read it
 * @param madeByStreams whether Kafka Streams creates it, and nothing else may
 */
public record TopicSpec(
        String name, List<Requirement> requirements, Set<String> writers, Set<String> readers, boolean madeByStreams) {

    public TopicSpec {
        requirements = List.copyOf(requirements);
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /** Settings of a new topic, by Kafka's names; all others are left to the broker. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (Requirement requirement : requirements) {
            if (requirement.made() && !isOfTheTopic(requirement)) {
                settings.put(requirement.setting(), requirement.value());
            }
        }
        return settings;
    }

    /** Partitions of a new topic. */
    public int partitions() {
        return number(Requirement.PARTITIONS).orElseThrow();
    }

    /** Replicas of a new topic; empty for the broker's default. */
    public OptionalInt replication() {
        return number(Requirement.REPLICATION);
    }

    private OptionalInt number(String setting) {
        return requirements.stream()
                .filter(requirement -> requirement.setting().equals(setting))
                .mapToInt(requirement -> Integer.parseInt(requirement.value()))
                .findFirst();
    }

    private static boolean isOfTheTopic(Requirement requirement) {
        return requirement.setting().equals(Requirement.PARTITIONS)
                || requirement.setting().equals(Requirement.REPLICATION);
    }

    /** Whether a service, under the name of its command, writes or reads it. */
    public boolean isUsedBy(String service) {
        return writers.contains(service) || readers.contains(service);
    }

    NewTopic toMake() {
        OptionalInt replication = replication();
        return new NewTopic(
                        name,
                        Optional.of(partitions()),
                        replication.isEmpty() ? Optional.empty() : Optional.of((short) replication.getAsInt()))
                .configs(settings());
    }
}
