package dev.hawkeye.site.kafka;

import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The native Kafka properties of one service: those for all services, overridden by its own. */
public final class ServiceKafka {
    /** All services, by command name. */
    public static final List<String> SERVICES = List.of("ingest", "detect", "aggregate", "console", "notify");

    private ServiceKafka() {}

    /** @param service command name */
    public static Map<String, Object> of(HawkeyeConfig config, String service) {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.putAll(
                switch (service) {
                    case "ingest" -> config.ingest().kafka();
                    case "detect" -> config.detector().kafka();
                    case "aggregate" -> config.aggregator().kafka();
                    case "console" -> config.console().kafka();
                    case "notify" -> config.alarms().kafka();
                    default -> throw new IllegalArgumentException(service);
                });
        return properties;
    }
}
