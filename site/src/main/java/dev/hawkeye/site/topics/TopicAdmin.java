package dev.hawkeye.site.topics;

import static org.apache.kafka.common.config.ConfigResource.Type.TOPIC;

import dev.hawkeye.kafka.KafkaAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Describes topics and creates them. Owns its client until {@link #close()}; waits at most 15 s for an answer. Every
 * method throws a {@link KafkaException} when Kafka cannot be reached or rejects the request as a whole.
 */
public final class TopicAdmin implements AutoCloseable {
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int LOOKS = 20;
    private static final int LOOK_MILLIS = 250;

    private final Admin admin;

    private TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /** @param kafka native properties, including {@code bootstrap.servers} */
    public static TopicAdmin connect(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return new TopicAdmin(Admin.create(properties));
    }

    /** The id of this cluster. */
    public String clusterId() throws InterruptedException {
        return KafkaAnswer.of(admin.describeCluster().clusterId());
    }

    /** The names of all topics that this user may see. */
    public Set<String> names() throws InterruptedException {
        return KafkaAnswer.of(admin.listTopics().names());
    }

    /**
     * Creates missing topics.
     *
     * @return the reasons why topics could not be created, one line each, by topic name
     */
    public Map<String, String> makeMissing(Collection<TopicSpec> specs) throws InterruptedException {
        return makeMissing(specs, names());
    }

    /**
     * Creates missing topics.
     *
     * @param present the current result of {@link #names()}
     */
    public Map<String, String> makeMissing(Collection<TopicSpec> specs, Set<String> present)
            throws InterruptedException {
        List<TopicSpec> missing = specs.stream()
                .filter(spec -> !spec.madeByStreams() && !present.contains(spec.name()))
                .toList();
        if (missing.isEmpty()) {
            return Map.of();
        }
        Map<String, String> failures = new LinkedHashMap<>();
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(
                        missing.stream().map(TopicSpec::toMake).toList())
                .values();
        for (TopicSpec spec : missing) {
            creation(spec.name(), creations.get(spec.name())).ifPresent(why -> failures.put(spec.name(), why));
        }
        awaitSight(missing.stream()
                .map(TopicSpec::name)
                .filter(name -> !failures.containsKey(name))
                .toList());
        return failures;
    }

    /** Waits until new topics are visible: not every broker knows them immediately. */
    private void awaitSight(List<String> made) throws InterruptedException {
        for (int look = 0; look < LOOKS && !names().containsAll(made); look++) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static Optional<String> creation(String topic, KafkaFuture<Void> creation) throws InterruptedException {
        try {
            creation.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Optional.empty(); // Another instance has created it.
            }
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.of("Kafka does not let this user DESCRIBE topic " + topic
                        + " if it exists, nor CREATE it: grant this user one or the other, or create the topic"
                        + " with `hawkeye topics create`");
            }
            KafkaException failure = KafkaAnswer.failure(e);
            if (failure instanceof RetriableException) {
                throw failure;
            }
            return Optional.of("topic " + topic + " cannot be created: " + failure.getMessage()
                    + "; correct the keys below topics, or the cluster");
        }
    }

    /** The current state of each topic, in the order of {@code names}. */
    Map<String, TopicState> states(Collection<String> names) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names).topicNameValues();
        List<ConfigResource> resources =
                names.stream().map(name -> new ConfigResource(TOPIC, name)).toList();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                admin.describeConfigs(resources).values();
        Map<String, TopicState> states = new LinkedHashMap<>();
        for (ConfigResource topic : resources) {
            states.put(topic.name(), state(descriptions.get(topic.name()), configs.get(topic)));
        }
        return states;
    }

    private static TopicState state(KafkaFuture<TopicDescription> description, KafkaFuture<Config> config)
            throws InterruptedException {
        try {
            TopicDescription topic = description.get();
            Map<String, String> values = new HashMap<>();
            values.put(Requirement.PARTITIONS, String.valueOf(topic.partitions().size()));
            values.put(Requirement.REPLICATION, String.valueOf(replication(topic)));
            values.putAll(settings(config));
            return new TopicState(TopicState.Presence.THERE, values);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return TopicState.notThere(TopicState.Presence.MISSING);
            }
            if (e.getCause() instanceof AuthorizationException) {
                return TopicState.notThere(TopicState.Presence.HIDDEN);
            }
            throw KafkaAnswer.failure(e);
        }
    }

    /** The minimum over all partitions, since a reassignment may be in progress. */
    private static int replication(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static Map<String, String> settings(KafkaFuture<Config> config) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        try {
            config.get().entries().stream()
                    .filter(entry -> entry.value() != null)
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw KafkaAnswer.failure(e);
            }
        }
        return settings;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
