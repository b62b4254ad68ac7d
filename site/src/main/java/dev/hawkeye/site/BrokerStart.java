package dev.hawkeye.site;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Starts the embedded broker on a separate thread, since the start mostly waits, for the disk and for the broker
 * itself, while there is other work to do. Owns the broker until {@link #close()}. Not thread-safe.
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

    /** Waits until the broker is up. Rethrows a failure of the start. */
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

    /** Stops the broker; first waits for a start in progress, since an interrupted start leaves files behind. */
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
