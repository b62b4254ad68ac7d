package dev.hawkeye.app.options;

import dev.hawkeye.site.config.ConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options through which commands take hawkeye.yaml. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file; hawkeye.yaml documents every key. HAWKEYE_… environment variables override it.")
    private Path file;

    /** The file and the environment over the defaults. */
    public ConfigReader reader() {
        ConfigReader reader = new ConfigReader();
        if (file != null) {
            reader.file(file);
        }
        return reader.environment(System.getenv());
    }
}
