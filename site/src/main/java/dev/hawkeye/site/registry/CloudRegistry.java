package dev.hawkeye.site.registry;

import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.HawkeyeConfig;

/**
 * The schema registry of the cloud, whose ids the values of {@code cloud.*} use.
 *
 * <p>The same id means different schemas in the registries of different sites, so records of several sites can be told
 * apart by key, but still not be decoded. Confluent's 8.1 clients also support a GUID in a header, which would need no
 * registry for writing; but it replaces the id in front of the value, which Flink, Kafka Connect's converters and all
 * older clients cannot read. All of them can read an id of the registry that they query.
 */
public final class CloudRegistry {
    private static final String SECTION = "cloud.registry";

    private CloudRegistry() {}

    /** The site's registry, and that of the cloud if there is one; connects to neither yet. */
    public static Registries beside(SchemaRegistry site, HawkeyeConfig config) {
        return config.cloud().hasRegistry()
                ? new Registries(site, SchemaRegistry.connect(config.cloud().registry(), SECTION))
                : Registries.of(site);
    }
}
