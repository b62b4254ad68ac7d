package dev.hawkeye.app;

import io.javalin.config.RoutesConfig;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One of ingest, detector, aggregator and console, as a command runs it.
 *
 * @param start returns at once
 * @param ready whether it does its work now
 * @param live false when only a restart helps
 * @param routes adds what it serves over HTTP, beside its health
 * @param closing stops it, bounded in time
 */
record Service(
        String name,
        Runnable start,
        BooleanSupplier ready,
        BooleanSupplier live,
        Consumer<RoutesConfig> routes,
        AutoCloseable closing)
        implements AutoCloseable {

    /** One that serves nothing. */
    Service(String name, Runnable start, BooleanSupplier ready, BooleanSupplier live, AutoCloseable closing) {
        this(name, start, ready, live, routes -> {}, closing);
    }

    @Override
    public void close() {
        Closing.inOrder(closing);
    }
}
