package dev.hawkeye.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Which of the metrics of Kafka's clients and of Kafka Streams are shown. They have some hundred for each client and stream
 * thread, and as many again for each broker, topic, partition, task, processor and store, which a large site has
 * thousands of. So the former are shown, and of the latter only one that nothing else reports: how many records a consumer is
 * behind in each of its partitions. Kafka reports that twice for a topic with dots in its name, the second time, for those who
 * are used to it, with underscores in their place (KIP-1109); it is shown once.
 */
final class KafkaFigures {
    private static final String LAG = "records-lag";
    private static final String TOPIC = "topic";
    private static final Set<String> OF_CLIENTS = Set.of("client-id", "thread-id");

    private KafkaFigures() {}

    /** @return those that are shown */
    static Map<MetricName, Metric> bounded(Map<MetricName, ? extends Metric> all) {
        Map<MetricName, Metric> shown = new HashMap<>();
        all.forEach((name, metric) -> {
            if (OF_CLIENTS.containsAll(name.tags().keySet()) || name.name().equals(LAG)) {
                shown.put(name, metric);
            }
        });
        List.copyOf(shown.keySet()).forEach(name -> shown.remove(withUnderscores(name)));
        return shown;
    }

    /** @return null where that is no other name */
    private static MetricName withUnderscores(MetricName name) {
        String topic = name.tags().get(TOPIC);
        if (topic == null || topic.indexOf('.') < 0) {
            return null;
        }
        Map<String, String> tags = new HashMap<>(name.tags());
        tags.put(TOPIC, topic.replace('.', '_'));
        return new MetricName(name.name(), name.group(), name.description(), tags);
    }
}
