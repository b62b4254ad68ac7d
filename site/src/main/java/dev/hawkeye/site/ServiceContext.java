package dev.hawkeye.site;

import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.HawkeyeConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/**
 * What every service of a site needs.
 *
 * @param kafka native properties, {@code bootstrap.servers} among them
 * @param address HOST:PORT of this process's HTTP server, for other instances; empty before it listens
 */
public record ServiceContext(
        HawkeyeConfig config,
        Map<String, Object> kafka,
        Topics topics,
        SchemaRegistry registry,
        MeterRegistry metrics,
        String address) {

    /** The same, once the address of its HTTP server is known. */
    public ServiceContext at(String itsAddress) {
        return new ServiceContext(config, kafka, topics, registry, metrics, itsAddress);
    }

    /** The same with other settings. */
    public ServiceContext with(HawkeyeConfig others) {
        return new ServiceContext(others, kafka, topics, registry, metrics, address);
    }
}
