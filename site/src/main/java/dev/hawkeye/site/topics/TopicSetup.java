package dev.hawkeye.site.topics;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.TopicsConfig;
import java.util.Map;

/** Creates missing topics. Existing topics are never changed: they belong to the operator. */
public final class TopicSetup {
    private TopicSetup() {}

    /**
     * Creates every missing topic of the site.
     *
     * @param kafka native properties, including {@code bootstrap.servers}
     * @throws UserException when Kafka does not allow it
     * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached within a few seconds, or refuses
     */
    public static void createMissing(Map<String, Object> kafka, TopicsConfig config) throws InterruptedException {
        try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
            Map<String, String> failures = admin.makeMissing(TopicTable.of(config));
            if (!failures.isEmpty()) {
                throw new UserException(String.join("; ", failures.values()));
            }
        }
    }
}
