package dev.hawkeye.site;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The start of the own broker, on a thread of its own: it waits for its disk and for itself for most of its time, while there is
 * other work. Owns the broker until {@link #close()}. Used by one thread.
 */
final class BrokerStart implements AutoCloseable {
    private final CompletableFuture<EmbeddedKafka> broker = new CompletableFuture<>();

    BrokerStart(Supplier<EmbeddedKafka> start) {
        Thread thread = new Thread(
                () -> {
                    try {
                        broker.complete(start.get());
                    } catch (Throwable e) {
                        broker.completeExceptionally(e);
                    }
                },
                "broker-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it is up. Throws what its start has thrown. */
    EmbeddedKafka await() throws InterruptedException {
        try {
            return broker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops the broker; waits first for a start that is under way, as an interrupted one leaves files behind. */
    @Override
    public void close() {
        broker.handle((started, failure) -> started)
                .thenAccept(started -> {
                    if (started != null) {
                        started.close();
                    }
                })
                .join();
    }
}
