package dev.hawkeye.site.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The id of the Kafka cluster that a data directory belongs to, in a file there. A service pointed at another cluster
 * by mistake would create its topics there and seem to work, while no one reads its records. If the directory is
 * ephemeral or not writable, nothing is remembered, and there is no objection.
 */
final class ClusterMemory {
    private static final Logger log = LoggerFactory.getLogger(ClusterMemory.class);
    private static final String FILE = "kafka-cluster-id";

    private final Path file;

    ClusterMemory(Path directory) {
        this.file = directory.resolve(FILE);
    }

    /** @return the reason not to use this cluster, in one line; empty when it is the known one, or the first */
    Optional<String> objection(String servers, String cluster) {
        Optional<String> known = known();
        if (known.isEmpty() || known.get().equals(cluster)) {
            return Optional.empty();
        }
        return Optional.of(
                "Kafka at " + servers + " is cluster " + cluster + ", but " + file + " says that this site's is "
                        + known.get() + ": correct kafka.bootstrap.servers, or delete that file if the site has moved");
    }

    private Optional<String> known() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.debug("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** Remembers this cluster, unless one is already known. */
    void remember(String cluster) {
        if (known().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, cluster + "\n");
        } catch (IOException e) {
            log.debug("{} cannot be written", file, e);
        }
    }
}
