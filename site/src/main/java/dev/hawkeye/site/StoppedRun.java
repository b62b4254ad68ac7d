package dev.hawkeye.site;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Map;

/**
 * The embedded Kafka of a {@code run} that is not running: started on the data directory, which is locked against a
 * {@code run} until {@link #close()}.
 */
public final class StoppedRun implements AutoCloseable {
    private final FileChannel lock;
    private final EmbeddedKafka broker;

    private StoppedRun(FileChannel lock, EmbeddedKafka broker) {
        this.lock = lock;
        this.broker = broker;
    }

    /** Whether a {@code run} with an embedded Kafka has used the data directory. */
    public static boolean isKeptIn(HawkeyeConfig config) {
        return Files.isDirectory(new DataLayout(config.dataDirectory()).kafka());
    }

    /**
     * Starts its Kafka, on any free port; takes a few seconds.
     *
     * @throws UserException when there is none, or a {@code run} is using it
     */
    public static StoppedRun open(HawkeyeConfig config) {
        if (!isKeptIn(config)) {
            throw new UserException("data-directory " + config.dataDirectory()
                    + " has no Kafka of a `run`: name the one that it used, or drop --embedded");
        }
        DataLayout layout = DataLayout.open(config.dataDirectory());
        FileChannel lock = layout.lock();
        try {
            return new StoppedRun(lock, EmbeddedKafka.start(layout.kafka(), 0, Map.of()));
        } catch (RuntimeException e) {
            Closing.inOrder(lock);
            throw e;
        }
    }

    /** The property for clients to connect to it. */
    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void close() {
        Closing.inOrder(broker, lock);
    }
}
