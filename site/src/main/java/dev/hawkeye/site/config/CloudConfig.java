package dev.hawkeye.site.config;

import java.util.Map;

/**
 * Settings for the data that leaves the site. Immutable.
 *
 * @param registry client properties of the cloud's schema registry, including {@code schema.registry.url}; empty when
 *     the values of {@code cloud.*} use ids of the site's registry
 */
public record CloudConfig(Map<String, String> registry) {
    public CloudConfig {
        registry = Map.copyOf(registry);
    }

    public boolean hasRegistry() {
        return !registry.isEmpty();
    }

    /** Omits the values, which may be secrets. */
    @Override
    public String toString() {
        return "CloudConfig[registry=" + registry.keySet() + "]";
    }
}
