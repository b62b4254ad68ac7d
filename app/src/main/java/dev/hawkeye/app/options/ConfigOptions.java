package dev.hawkeye.app.options;

import dev.hawkeye.site.config.ConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of commands that read hawkeye.yaml. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file; hawkeye.yaml documents every key. HAWKEYE_… environment variables override it.")
    private Path file;

    /** Returns the file of the settings; null if there is none. */
    public Path file() {
        return file;
    }

    /** Returns a reader of the defaults, the file and the environment, in this order. */
    public ConfigReader reader() {
        ConfigReader reader = new ConfigReader();
        if (file != null) {
            reader.file(file);
        }
        return reader.environment(System.getenv());
    }
}
