package dev.hawkeye.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker, with its controller, inside this process: it listens on 127.0.0.1 only and keeps everything in one
 * directory, which it owns from {@link #start} to {@link #close()}. The data and the cluster id survive a restart.
 * Thread-safe.
 *
 * <p>Kafka ends the whole process when it cannot continue, for example on a full disk. Here only the broker stops, and
 * {@link #failure()} completes. A process should therefore have at most one broker at a time.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int START_TRIES = 3;
    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 20;
    private static final long STOP_SECONDS_AFTER_FAILURE = 3;

    private final DataDirectory directory;
    private final SoleNode server;
    private final String bootstrapServers;
    private final CompletableFuture<EmbeddedKafkaException> failure = new CompletableFuture<>();
    private boolean closed;

    private EmbeddedKafka(DataDirectory directory, SoleNode server, String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits a few seconds until it serves.
     *
     * @param path directory for its data; created if it does not exist
     * @param port the port for clients, on 127.0.0.1; 0 for any free one
     * @param overrides native broker properties that override Hawkeye's
     * @throws EmbeddedKafkaException when the directory or the port cannot be used, or the broker does not start
     */
    public static EmbeddedKafka start(Path path, int port, Map<String, String> overrides) {
        DataDirectory directory = DataDirectory.open(path);
        try {
            return start(directory, port, overrides);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedKafka start(DataDirectory directory, int port, Map<String, String> overrides) {
        for (int attempt = 1; ; attempt++) {
            BrokerPorts ports = BrokerPorts.choose(port);
            EmbeddedKafka kafka = create(directory, ports, overrides);
            try {
                kafka.startUp();
                return kafka;
            } catch (EmbeddedKafkaException e) {
                kafka.stopServer();
                // Another process may take a free port after it was chosen and before it is used.
                if (attempt == START_TRIES || ports.bothFree()) {
                    throw e;
                }
                LOG.debug("starting again with other ports", e);
            }
        }
    }

    private static EmbeddedKafka create(DataDirectory directory, BrokerPorts ports, Map<String, String> overrides) {
        try {
            KafkaConfig config = KafkaConfig.fromProps(BrokerProperties.of(directory.path(), ports, overrides), false);
            return new EmbeddedKafka(directory, new SoleNode(config), BrokerPorts.HOST + ":" + ports.client());
        } catch (RuntimeException e) {
            throw notStarted(directory, e);
        }
    }

    private static EmbeddedKafkaException notStarted(DataDirectory directory, Throwable cause) {
        return new EmbeddedKafkaException(
                "the embedded Kafka in " + directory.path() + " did not start: " + DataDirectory.reason(cause)
                        + "; fix that, or choose another directory",
                cause);
    }

    private void startUp() {
        ProcessExits.capture(this);
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        server.startup();
                        started.complete(null);
                    } catch (Throwable e) {
                        started.completeExceptionally(e);
                    }
                },
                "embedded-kafka-start");
        thread.setDaemon(true);
        thread.start();
        try {
            CompletableFuture.anyOf(started, failure).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw notStarted(directory, e.getCause());
        } catch (TimeoutException e) {
            throw new EmbeddedKafkaException(
                    "the embedded Kafka in " + directory.path() + " was not ready after " + START_SECONDS
                            + " s: see its warnings in the log",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedKafkaException("interrupted while the embedded Kafka was starting", e);
        }
        if (failure.isDone()) {
            throw failure.join();
        }
    }

    /** @return the address for clients, "127.0.0.1:PORT" */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** @return completed with the reason when the broker has died; never completed by {@link #close()} */
    public CompletableFuture<EmbeddedKafkaException> failure() {
        return failure.copy();
    }

    /**
     * Called when Kafka tries to end the process.
     *
     * @param kafkaMessage usually null, because Kafka reports the reason only in its log
     */
    void died(String kafkaMessage) {
        String why = kafkaMessage == null ? "its last error in the log says why" : kafkaMessage;
        EmbeddedKafkaException reason =
                new EmbeddedKafkaException("the embedded Kafka in " + directory.path() + " stopped itself: " + why);
        try {
            directory.checkSpace();
        } catch (EmbeddedKafkaException | IOException e) {
            reason = e instanceof EmbeddedKafkaException full ? full : reason;
        }
        failure.complete(reason);
    }

    /** Stops the broker and releases its directory and ports. Takes at most 20 s. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopServer();
        directory.close();
    }

    private void stopServer() {
        Thread stop = new Thread(
                () -> {
                    try {
                        server.shutdown();
                    } catch (RuntimeException e) {
                        LOG.debug("the embedded Kafka did not stop cleanly", e);
                    }
                },
                "embedded-kafka-stop");
        stop.setDaemon(true);
        stop.start();
        long seconds = failure.isDone() ? STOP_SECONDS_AFTER_FAILURE : STOP_SECONDS;
        try {
            stop.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stop.isAlive()) {
            LOG.warn(
                    "the embedded Kafka did not stop within {} s; its data will be recovered at the next start",
                    seconds);
        }
        ProcessExits.release(this);
    }
}
