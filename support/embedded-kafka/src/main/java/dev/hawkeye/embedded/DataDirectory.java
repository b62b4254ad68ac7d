package dev.hawkeye.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.snapshot.SnapshotPath;
import org.apache.kafka.snapshot.Snapshots;

/**
 * The directory of a broker, formatted and locked for this process until {@link #close()}.
 *
 * <p>The lock is separate from Kafka's: Kafka takes its {@code .lock} only after the controller has started writing,
 * which would be too late to keep two processes apart.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "hawkeye.lock";
    private static final String KAFKA_LOCK = ".lock";
    private static final String KAFKA_META = "meta.properties";
    private static final String KAFKA_META_VERSION = "1";
    private static final String METADATA_LOG = Topic.CLUSTER_METADATA_TOPIC_NAME + "-0";
    private static final long MIN_FREE_BYTES = 64L * 1024 * 1024;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * @throws EmbeddedKafkaException when the directory cannot be created, written or locked, or its content is not
     * recognized
     */
    static DataDirectory open(Path given) {
        Path path = given.toAbsolutePath().normalize();
        FileChannel lock;
        try {
            Files.createDirectories(path);
            lock = lock(path);
        } catch (IOException e) {
            throw failure(path, e);
        }
        DataDirectory directory = new DataDirectory(path, lock);
        try {
            directory.checkUnused();
            directory.checkSpace();
            if (Files.exists(path.resolve(KAFKA_META))) {
                directory.checkVersion();
            } else {
                directory.format();
            }
        } catch (Exception e) {
            directory.close();
            throw e instanceof EmbeddedKafkaException known ? known : failure(path, e);
        }
        return directory;
    }

    Path path() {
        return path;
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This process already holds it.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw inUse(path);
        }
        return channel;
    }

    private void checkUnused() throws IOException {
        Path kafkaLock = path.resolve(KAFKA_LOCK);
        if (Files.exists(kafkaLock)) {
            try (FileChannel channel = FileChannel.open(kafkaLock, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    throw inUse(path);
                }
            } catch (OverlappingFileLockException e) {
                throw inUse(path);
            }
        }
    }

    /** @throws EmbeddedKafkaException when the disk is full */
    void checkSpace() throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new EmbeddedKafkaException(
                    "the disk of Kafka's directory " + path + " is full (" + free / (1024 * 1024)
                            + " MiB free): free at least " + MIN_FREE_BYTES / (1024 * 1024)
                            + " MiB, or choose another directory");
        }
    }

    private void checkVersion() throws IOException {
        String layout = PropertiesUtils.readPropertiesFile(
                        path.resolve(KAFKA_META).toString())
                .getProperty("version");
        if (!KAFKA_META_VERSION.equals(layout)) {
            throw unreadable("its " + KAFKA_META + " has version " + layout + ", expected " + KAFKA_META_VERSION, null);
        }
        short level;
        try {
            level = metadata().featureLevel(MetadataVersion.FEATURE_NAME);
        } catch (Exception e) {
            throw unreadable(e.getMessage(), e);
        }
        MetadataVersion ours = MetadataVersion.LATEST_PRODUCTION;
        if (level > ours.featureLevel()) {
            throw unreadable(
                    "its metadata version has level " + level + ", this Kafka knows up to " + ours.featureLevel() + " ("
                            + ours.version() + ")",
                    null);
        }
    }

    /**
     * Kafka 4.3 wrote the metadata of formatting into a separate file, 4.4 writes it into a snapshot, and both into
     * each later snapshot.
     */
    private BootstrapMetadata metadata() throws IOException {
        Path log = path.resolve(METADATA_LOG);
        if (Files.isDirectory(log)) {
            try (Stream<Path> files = Files.list(log)) {
                Optional<SnapshotPath> newest = files.flatMap(file -> Snapshots.parse(file).stream())
                        .filter(snapshot -> !snapshot.partial() && !snapshot.deleted())
                        .max(Comparator.comparing(SnapshotPath::snapshotId));
                if (newest.isPresent()) {
                    return BootstrapMetadata.fromCheckpointFile(newest.get().path());
                }
            }
        }
        return BootstrapMetadata.fromDirectory(path);
    }

    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .addDirectory(path.toString())
                .setMetadataLogDirectory(path.toString())
                .setIgnoreFormatted(true)
                .run();
    }

    private static EmbeddedKafkaException failure(Path path, Throwable cause) {
        return new EmbeddedKafkaException(
                "the embedded Kafka cannot use its directory " + path + " (" + reason(cause)
                        + "): it needs a writable folder with free space, or choose another",
                cause);
    }

    static String reason(Throwable cause) {
        // Without the operating system's text, the message of this exception is only the path.
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return file.getClass().getSimpleName() + ": " + file.getFile();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static EmbeddedKafkaException inUse(Path path) {
        return new EmbeddedKafkaException(
                "Kafka's directory " + path + " is in use by another process: stop it, or choose another directory");
    }

    private EmbeddedKafkaException unreadable(String why, Throwable cause) {
        return new EmbeddedKafkaException(
                "Kafka's directory " + path + " was not written by this version (" + why
                        + "): use the version that wrote it, or another directory",
                cause);
    }
}
