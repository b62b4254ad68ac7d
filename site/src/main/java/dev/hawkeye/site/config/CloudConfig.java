package dev.hawkeye.site.config;

import java.util.Map;

/**
 * What leaves the site. Immutable.
 *
 * @param registry properties of the client of the cloud's schema registry, {@code schema.registry.url} among them; empty when
 *     the values of {@code cloud.*} have ids of the site's registry
 */
public record CloudConfig(Map<String, String> registry) {
    public CloudConfig {
        registry = Map.copyOf(registry);
    }

    public boolean hasRegistry() {
        return !registry.isEmpty();
    }

    /** Shows no values, since they may be secrets. */
    @Override
    public String toString() {
        return "CloudConfig[registry=" + registry.keySet() + "]";
    }
}
