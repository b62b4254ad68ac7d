package dev.hawkeye.site;

import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.traces.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/**
 * The context that every service of a site needs.
 *
 * @param kafka native properties, including {@code bootstrap.servers}
 * @param address HOST:PORT of this process's HTTP server, for other instances; empty before it listens
 */
public record ServiceContext(
        HawkeyeConfig config,
        Map<String, Object> kafka,
        Topics topics,
        Registries registries,
        MeterRegistry metrics,
        Traces traces,
        String address) {

    /** The site's registry. */
    public SchemaRegistry registry() {
        return registries.site();
    }

    /** A copy with the address of the HTTP server. */
    public ServiceContext at(String itsAddress) {
        return new ServiceContext(config, kafka, topics, registries, metrics, traces, itsAddress);
    }

    /** A copy with other settings. */
    public ServiceContext with(HawkeyeConfig others) {
        return new ServiceContext(others, kafka, topics, registries, metrics, traces, address);
    }
}
