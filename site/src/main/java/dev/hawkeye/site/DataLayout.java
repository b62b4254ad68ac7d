package dev.hawkeye.site;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.registry.LocalRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The layout of the data directory.
 *
 * @param directory existing and writable, with a layout that this version supports
 */
public record DataLayout(Path directory) {
    private static final String KEY = "data-directory";
    private static final int VERSION = 1;
    private static final String VERSION_FILE = "layout-version";

    /** @throws UserException when the directory cannot be used */
    static DataLayout open(Path directory) {
        Path file = directory.resolve(VERSION_FILE);
        try {
            Files.createDirectories(directory);
            // A process killed while creating the file leaves it empty.
            if (!Files.exists(file) || Files.size(file) == 0) {
                Files.writeString(file, VERSION + "\n");
            }
            Optional<String> foreign = foreign(directory, Files.readString(file).strip());
            if (foreign.isPresent()) {
                throw new UserException(KEY + " " + foreign.get());
            }
        } catch (IOException e) {
            throw new UserException(KEY + " " + unusable(directory, e), e);
        }
        return new DataLayout(directory);
    }

    /**
     * Checks whether {@code run} could use it, as a {@link dev.hawkeye.site.config.ConfigCheck}; creates nothing.
     * Services with an external registry do not need it.
     */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (!LocalRegistry.isMeantBy(config.registry())) {
            return;
        }
        Path directory = config.dataDirectory();
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            problems.accept(
                    KEY,
                    "must be a writable folder, got: " + directory + " (" + there + " is "
                            + (Files.isDirectory(there) ? "read-only for this user" : "not a folder")
                            + "); change its permissions, or choose another");
            return;
        }
        try {
            Path file = directory.resolve(VERSION_FILE);
            if (Files.exists(file) && Files.size(file) > 0) {
                foreign(directory, Files.readString(file).strip()).ifPresent(trouble -> problems.accept(KEY, trouble));
            }
        } catch (IOException e) {
            problems.accept(KEY, unusable(directory, e));
        }
    }

    private static String unusable(Path directory, IOException e) {
        return directory + " cannot be used ("
                + e.getClass().getSimpleName() + " at " + e.getMessage()
                + "): it needs a writable folder with free space";
    }

    /** @return the error if another version created it */
    private static Optional<String> foreign(Path directory, String version) {
        return version.equals(String.valueOf(VERSION))
                ? Optional.empty()
                : Optional.of(directory + " was written by another version of Hawkeye (layout '" + version
                        + "', this one knows " + VERSION + "): use that version, or another data-directory");
    }

    /**
     * Locks the directory against any other {@code run} until the channel is closed; services that share a directory do
     * not lock it.
     *
     * @throws UserException when another process has the lock
     */
    FileChannel lock() {
        Path file = directory.resolve("run.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new UserException(KEY + " " + directory
                        + " is in use by another process: stop that one, or choose another data-directory");
            }
            return channel;
        } catch (IOException e) {
            throw new UserException(KEY + " " + unusable(directory, e), e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // By this process.
        }
    }

    /** Folder of the embedded broker. */
    public Path kafka() {
        return directory.resolve("kafka");
    }

    /** File with the schemas of the embedded registry. */
    public Path registry() {
        return directory.resolve("registry.json");
    }

    /** Models received from the topic {@code models}. */
    public Path models() {
        return directory.resolve("models");
    }

    /** Clips that wait for upload to their store. */
    public static Path clips(Path dataDirectory) {
        return dataDirectory.resolve("clips");
    }

    /** Kafka Streams' own files. */
    public Path streams() {
        return directory.resolve("streams");
    }
}
