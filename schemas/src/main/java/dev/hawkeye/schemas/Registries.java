package dev.hawkeye.schemas;

/**
 * The schema registries of a process. Owns both until {@link #close()}.
 *
 * @param site for all topics except those that leave the site
 * @param cloud for {@code cloud.counts} and {@code cloud.keyframes}; the same as {@code site} if the cloud has no
 *     registry of its own
 */
public record Registries(SchemaRegistry site, SchemaRegistry cloud) implements AutoCloseable {

    /** One registry for everything. */
    public static Registries of(SchemaRegistry only) {
        return new Registries(only, only);
    }

    /** The registry of the values of a topic. */
    public SchemaRegistry of(Topics topics, String topic) {
        return topics.isOfCloud(topic) ? cloud : site;
    }

    @Override
    public void close() {
        try (site) {
            if (cloud != site) {
                cloud.close();
            }
        }
    }
}
