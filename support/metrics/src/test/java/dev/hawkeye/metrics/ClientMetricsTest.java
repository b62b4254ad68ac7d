package dev.hawkeye.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class ClientMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void aClientsOwnFiguresAreShownUntilTheyAreRemoved() {
        // given
        MockProducer<byte[], byte[]> producer = new MockProducer<>();
        metrics(List.of("outgoing-byte-rate"), Map.of("client-id", "producer-1"))
                .forEach(producer::setMockMetrics);

        // when
        ClientMetrics shown = ClientMetrics.of(producer, registry);

        // then
        assertThat(registry.scrape().lines())
                .contains("kafka_producer_outgoing_byte_rate{client_id=\"producer-1\",kafka_version=\"unknown\"} 7.0");
        shown.close();
        assertThat(registry.scrape()).isEmpty();
    }

    @Test
    void aTotalThatIsNegativeSinceTheClockWasSetBackDoesNotTakeTheOthersAlong() {
        // given: what a consumer tells when the clock is set back while it joins its group
        Map<MetricName, Metric> all = new HashMap<>(
                metrics(List.of("rebalance-total", "rebalance-rate-per-hour"), Map.of("client-id", "consumer-1")));
        Gauge<Double> negative = (config, now) -> -3_597_000.0;
        MetricName latency =
                new MetricName("rebalance-latency-total", "producer-metrics", "", Map.of("client-id", "consumer-1"));
        all.put(latency, new KafkaMetric(new Object(), latency, negative, new MetricConfig(), Time.SYSTEM));

        // when
        ClientMetrics shown = ClientMetrics.of(() -> all, registry);

        // then
        assertThat(registry.scrape().lines().map(line -> line.replaceAll("\\{.*}", "")))
                .contains(
                        "kafka_producer_rebalance_latency_total 0.0",
                        "kafka_producer_rebalance_total 7.0",
                        "kafka_producer_rebalance_rate_per_hour 7.0");
        shown.close();
    }

    @Test
    void aThousandPartitionsHaveOneFigureEach() {
        // given: what a consumer of 1000 partitions tells
        Map<MetricName, Metric> all =
                new HashMap<>(metrics(List.of("records-lag-max", "bytes-consumed-rate"), Map.of("client-id", "c")));
        all.putAll(metrics(List.of("bytes-consumed-rate"), tags("topic", "frames")));
        all.putAll(metrics(List.of("request-rate"), tags("node-id", "node-7")));
        for (int i = 0; i < 1000; i++) {
            Map<String, String> tags = tags("topic", "frames");
            tags.put("partition", Integer.toString(i));
            all.putAll(metrics(
                    List.of("records-lag", "records-lag-max", "records-lag-avg", "records-lead", "records-lead-min"),
                    tags));
        }

        // when
        Map<MetricName, Metric> shown = KafkaFigures.bounded(all);

        // then
        assertThat(shown).hasSize(1002);
        assertThat(shown.keySet().stream().map(MetricName::name).distinct())
                .containsExactlyInAnyOrder("records-lag", "records-lag-max", "bytes-consumed-rate");
    }

    @Test
    void aTopicWithDotsHasOneLag() {
        // given: what Kafka's clients tell since 4.1, of a topic with dots, and of one that has underscores itself
        Map<MetricName, Metric> all = new HashMap<>();
        for (String topic : List.of("plant.frames", "plant_frames", "plant_detections")) {
            Map<String, String> tags = tags("topic", topic);
            tags.put("partition", "0");
            all.putAll(metrics(List.of("records-lag"), tags));
        }

        // when
        Map<MetricName, Metric> shown = KafkaFigures.bounded(all);

        // then
        assertThat(shown.keySet().stream().map(name -> name.tags().get("topic")))
                .containsExactlyInAnyOrder("plant.frames", "plant_detections");
    }

    private static Map<String, String> tags(String key, String value) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("client-id", "c");
        tags.put(key, value);
        return tags;
    }

    private static Map<MetricName, Metric> metrics(List<String> names, Map<String, String> tags) {
        Map<MetricName, Metric> metrics = new HashMap<>();
        Gauge<Double> seven = (config, now) -> 7.0;
        names.stream()
                .map(name -> new MetricName(name, "producer-metrics", "", tags))
                .forEach(name ->
                        metrics.put(name, new KafkaMetric(new Object(), name, seven, new MetricConfig(), Time.SYSTEM)));
        return metrics;
    }
}
