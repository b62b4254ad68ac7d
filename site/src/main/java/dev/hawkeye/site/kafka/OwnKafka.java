package dev.hawkeye.site.kafka;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Native properties for clients of a broker in their own process. */
public final class OwnKafka {
    /**
     * They need not tell the broker how they are, and what we show of their metrics is at /metrics. Registering thousands of
     * them with JMX takes time.
     */
    public static final Map<String, Object> CLIENTS = Map.of(
            CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
            false,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            "");

    private OwnKafka() {}
}
