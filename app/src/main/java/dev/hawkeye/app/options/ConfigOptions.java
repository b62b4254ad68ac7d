package dev.hawkeye.app.options;

import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that read hawkeye.yaml. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file; hawkeye.yaml documents every key. HAWKEYE_… environment variables override it.")
    private Path file;

    /** Returns the settings file; null if there is none. */
    public Path file() {
        return file;
    }

    /** Returns the arguments that express these options. */
    public List<String> arguments() {
        return file == null ? List.of() : List.of("--config", file.toString());
    }

    /** Returns a reader of the defaults, the file and the environment, in this order. */
    public ConfigReader reader() {
        return reader(null, LiveSettings.NONE);
    }

    /**
     * The same with cameras other than those of the file.
     *
     * @param content the content of the file as read earlier; null to read it now
     * @param live cameras of {@code site-settings}
     */
    public ConfigReader reader(byte[] content, LiveSettings live) {
        ConfigReader reader = new ConfigReader();
        if (file != null && content == null) {
            reader.file(file);
        } else if (file != null) {
            reader.file(file, content);
        }
        if (!live.isNone()) {
            live.layOver(reader);
        }
        return reader.environment(System.getenv());
    }
}
