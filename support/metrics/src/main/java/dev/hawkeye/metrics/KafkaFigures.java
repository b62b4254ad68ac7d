package dev.hawkeye.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Which of the metrics of Kafka's clients and of Kafka Streams are shown. There are some hundred for each client and
 * stream thread, and as many again for each broker, topic, partition, task, processor and store, of which a large site
 * has thousands. So the former are shown, and of the latter only one that nothing else reports: how many records a
 * consumer is behind in each of its partitions. For a topic with dots in its name, Kafka reports that twice, the second
 * time, for compatibility, with underscores in their place (KIP-1109); it is shown once.
 */
final class KafkaFigures {
    private static final String LAG = "records-lag";
    private static final String TOPIC = "topic";
    private static final Set<String> OF_CLIENTS = Set.of("client-id", "thread-id");

    private KafkaFigures() {}

    /** @return the metrics to show */
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

    /** @return null where that is the same name */
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
