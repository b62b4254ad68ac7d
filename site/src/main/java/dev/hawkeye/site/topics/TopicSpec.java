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
 * @param name including the prefix
 * @param writers command names of the services that write it
 * @param readers command names of the services that read it
 * @param madeByStreams whether only Kafka Streams may create it
 */
public record TopicSpec(
        String name, List<Requirement> requirements, Set<String> writers, Set<String> readers, boolean madeByStreams) {

    public TopicSpec {
        requirements = List.copyOf(requirements);
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /** Settings for a new topic, by Kafka's names; all others are left to the broker. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (Requirement requirement : requirements) {
            if (requirement.made() && !isOfTheTopic(requirement)) {
                settings.put(requirement.setting(), requirement.value());
            }
        }
        return settings;
    }

    /** Number of partitions for a new topic. */
    public int partitions() {
        return number(Requirement.PARTITIONS).orElseThrow();
    }

    /** Number of replicas for a new topic; empty for the broker's default. */
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

    /** Whether a service, given by command name, writes or reads it. */
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
