package dev.hawkeye.app.options;

import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

    private byte[] piped; // guarded by this; null until it is read, and for a file that is no pipe

    /** Returns the settings file if it can be read again; null if there is none, or for a pipe. */
    public Path watchedFile() {
        return isPipe() ? null : file;
    }

    private boolean isPipe() {
        return file != null && Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
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
        byte[] known = content == null ? piped() : content;
        if (file != null && known == null) {
            reader.file(file);
        } else if (file != null) {
            reader.file(file, known);
        }
        if (!live.isNone()) {
            live.layOver(reader);
        }
        return reader.environment(System.getenv());
    }

    /** Reads a pipe, such as {@code /dev/stdin} or {@code <(…)} of a shell, which has its content only once. */
    private synchronized byte[] piped() {
        if (piped == null && isPipe()) {
            try (InputStream in = Files.newInputStream(file)) {
                piped = in.readNBytes(ConfigReader.MAX_FILE_BYTES + 1); // the reader rejects a longer one
            } catch (IOException e) {
                return null; // the reader reports it
            }
        }
        return piped;
    }
}
