package dev.hawkeye.app;

import java.util.function.BooleanSupplier;

/**
 * One of ingest, detector, aggregator and console, as a command runs it.
 *
 * @param start returns at once
 * @param ready whether it does its work now
 * @param live false when only a restart helps
 * @param closing stops it, bounded in time
 */
record Service(String name, Runnable start, BooleanSupplier ready, BooleanSupplier live, AutoCloseable closing)
        implements AutoCloseable {

    @Override
    public void close() {
        Closing.inOrder(closing);
    }
}
