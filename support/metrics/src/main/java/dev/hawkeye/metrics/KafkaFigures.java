package dev.hawkeye.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Selects the metrics of Kafka's clients and of Kafka Streams to expose. There are about a hundred per client and
 * stream thread, and as many again per broker, topic, partition, task, processor and store, of which a large site has
 * thousands. So the former are exposed, and of the latter only the one that nothing else reports: a consumer's lag in
 * each of its partitions. For a topic with dots in its name, Kafka reports that twice, the second time with
 * underscores, for compatibility (KIP-1109); it is exposed once.
 *
 * <p>A total that is a sum of times by the wall clock, such as {@code rebalance-latency-total}, is negative after the
 * clock was set back. Prometheus's client rejects a negative counter, and with it all metrics of the process, so it is
 * exposed as 0.
 */
final class KafkaFigures {
    private static final String LAG = "records-lag";
    private static final String TOPIC = "topic";
    private static final String TOTAL = "total";
    private static final Set<String> OF_CLIENTS = Set.of("client-id", "thread-id");

    private KafkaFigures() {}

    /** A metric that is exposed as a counter. */
    private record Total(Metric metric) implements Metric {
        @Override
        public MetricName metricName() {
            return metric.metricName();
        }

        @Override
        public Object metricValue() {
            Object value = metric.metricValue();
            return value instanceof Number number && number.doubleValue() < 0 ? (Object) 0.0 : value;
        }
    }

    /** @return the metrics to expose */
    static Map<MetricName, Metric> bounded(Map<MetricName, ? extends Metric> all) {
        Map<MetricName, Metric> shown = new HashMap<>();
        all.forEach((name, metric) -> {
            if (OF_CLIENTS.containsAll(name.tags().keySet()) || name.name().equals(LAG)) {
                shown.put(name, name.name().endsWith(TOTAL) ? new Total(metric) : metric);
            }
        });
        List.copyOf(shown.keySet()).forEach(name -> shown.remove(withUnderscores(name)));
        return shown;
    }

    /** @return null when the name is the same */
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
