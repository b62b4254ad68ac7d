package dev.hawkeye.app.options;

import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.site.settings.LiveSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that read from a running site, by default on this machine. */
public final class SiteOptions {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Address of Kafka.")
    private String kafka;

    @Option(names = "--registry", paramLabel = "URL", description = "Address of the schema registry.")
    private String registryUrl;

    @Mixin
    private ConfigOptions settings;

    /** Reads the settings; the addresses of the command line override theirs. */
    public HawkeyeConfig config() {
        return reader().read();
    }

    /** Returns a reader of the same settings, to which more can be added. */
    public ConfigReader reader() {
        return reader(null, LiveSettings.NONE);
    }

    /** The same with other cameras, see {@link ConfigOptions#reader(byte[], LiveSettings)}. */
    public ConfigReader reader(byte[] content, LiveSettings live) {
        ConfigReader reader = settings.reader(content, live);
        if (kafka != null) {
            reader.set(BootstrapServers.KEY, kafka, "--kafka");
        }
        if (registryUrl != null) {
            reader.set("registry." + SchemaRegistry.URL, registryUrl, "--registry");
        }
        return reader;
    }

    /** The author of a change, for its record: USER@HOST. */
    public static String operator() {
        return System.getProperty("user.name", "unknown") + "@" + InstanceName.host();
    }

    /** What is wrong with the registry, which may be the wrong one. */
    public static UserException unreachable(RegistryException failure) {
        return new UserException(failure.getMessage() + "; --registry URL names another one", failure);
    }
}
