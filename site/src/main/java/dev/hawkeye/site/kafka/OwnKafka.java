package dev.hawkeye.site.kafka;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Native properties for clients of a broker in the same process. */
public final class OwnKafka {
    /**
     * Turns off client telemetry and JMX: the metrics that matter are at /metrics, and registering thousands of metrics
     * with JMX takes time.
     */
    public static final Map<String, Object> CLIENTS = Map.of(
            CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
            false,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            "");

    private OwnKafka() {}
}
