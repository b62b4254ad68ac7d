package dev.hawkeye.site.topics;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.TopicsConfig;
import java.util.Map;

/** Creates those of our topics that are missing. Topics that are there stay as they are: they are the operator's. */
public final class TopicSetup {
    private TopicSetup() {}

    /**
     * Creates all of ours.
     *
     * @param kafka native properties, {@code bootstrap.servers} among them
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
