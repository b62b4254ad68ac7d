package dev.hawkeye.site.registry;

import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.HawkeyeConfig;

/**
 * The schema registry of the cloud, whose ids the values of {@code cloud.*} have.
 *
 * <p>Ids of one site's registry mean other schemas in another's, so records of several sites can be told apart by their keys, and
 * still not be read. Confluent's clients of 8.1 also know a GUID in a header, which would need no registry to write; but it takes
 * the place of the id in front of the value, and then Flink, Kafka Connect's converters and every older client cannot read it. An
 * id of the registry that the readers ask is read by all of them.
 */
public final class CloudRegistry {
    private static final String SECTION = "cloud.registry";

    private CloudRegistry() {}

    /** The site's registry, and that of the cloud if there is one; asks neither yet. */
    public static Registries beside(SchemaRegistry site, HawkeyeConfig config) {
        return config.cloud().hasRegistry()
                ? new Registries(site, SchemaRegistry.connect(config.cloud().registry(), SECTION))
                : Registries.of(site);
    }
}
