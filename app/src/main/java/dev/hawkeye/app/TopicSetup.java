package dev.hawkeye.app;

import dev.hawkeye.app.config.TopicsConfig;
import dev.hawkeye.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates those of our topics that are missing. Topics that are there stay as they are: they are the operator's. */
public final class TopicSetup {
    private static final String LARGEST_RECORD_BYTES = String.valueOf(16 << 20);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TIMEOUT_MILLIS = 15_000;

    private TopicSetup() {}

    /** All of ours; see {@link #createMissing(Map, TopicsConfig, Set)}. */
    public static void createMissing(Map<String, Object> kafka, TopicsConfig config) throws InterruptedException {
        createMissing(kafka, config, settings(config).keySet());
    }

    /**
     * @param kafka native properties, {@code bootstrap.servers} among them
     * @param needed names; a service asks only for its own, since it may not even be allowed to see others
     * @throws UserException when Kafka does not allow it
     * @throws KafkaException when Kafka cannot be reached within a few seconds, or refuses
     */
    static void createMissing(Map<String, Object> kafka, TopicsConfig config, Set<String> needed)
            throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            settings(config).forEach((name, settings) -> {
                if (needed.contains(name) && !present.contains(name)) {
                    missing.add(
                            new NewTopic(name, Optional.of(config.partitions()), Optional.empty()).configs(settings));
                }
            });
            create(admin, missing);
        } catch (ExecutionException e) {
            throw kafkaFailure(e);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException {
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException) {
                    continue; // Another instance was faster.
                }
                if (e.getCause() instanceof AuthorizationException) {
                    throw new UserException(
                            "Kafka does not let this user DESCRIBE topic " + creation.getKey()
                                    + " if it is there, nor CREATE it: grant the one or the other to this user",
                            e);
                }
                throw kafkaFailure(e);
            }
        }
    }

    private static KafkaException kafkaFailure(ExecutionException e) {
        return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }

    /**
     * What sets each topic apart from the broker's defaults. All have the broker's time as their records' timestamps: a
     * recording may be years old, and retention would delete its frames and results unread.
     */
    private static Map<String, Map<String, String>> settings(TopicsConfig config) {
        Topics topics = config.topics();
        Map<String, Map<String, String>> own = new HashMap<>();
        // Frames are read within seconds, and a keyframe within the length of its event; they are most of all bytes.
        own.put(
                topics.frames(),
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD_BYTES,
                        TopicConfig.RETENTION_MS_CONFIG,
                                String.valueOf(config.framesRetention().toMillis()),
                        TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(512 << 20),
                        TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(64 << 20)));
        own.put(
                topics.framesDlq(),
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD_BYTES,
                        TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(64 << 20),
                        TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(32 << 20)));
        own.put(topics.cloudKeyframes(), Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD_BYTES));
        own.put(topics.cameraStatus(), Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        topics.schemas().keySet().forEach(topic -> own.putIfAbsent(topic, Map.of()));
        Map<String, Map<String, String>> settings = new HashMap<>();
        own.forEach((topic, its) -> {
            Map<String, String> of = new HashMap<>(its);
            of.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
            settings.put(topic, of);
        });
        return settings;
    }
}
