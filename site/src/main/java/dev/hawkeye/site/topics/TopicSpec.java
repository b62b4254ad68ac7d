package dev.hawkeye.site.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What one topic must be like.
 *
 * @param name prefix included
 * @param writers services that write it, under the names of their commands
 * @param readers services that read it
 * @param madeByStreams whether Kafka Streams makes it by itself, and nobody else may
 */
public record TopicSpec(
        String name, List<Requirement> requirements, Set<String> writers, Set<String> readers, boolean madeByStreams) {

    public TopicSpec {
        requirements = List.copyOf(requirements);
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /** Settings of a topic that is made, by Kafka's names; what is not among them is left to the broker. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (Requirement requirement : requirements) {
            if (requirement.made() && !isOfTheTopic(requirement)) {
                settings.put(requirement.setting(), requirement.value());
            }
        }
        return settings;
    }

    /** Partitions of a topic that is made. */
    public int partitions() {
        return number(Requirement.PARTITIONS).orElseThrow();
    }

    /** Copies of a topic that is made; empty for the broker's default. */
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
