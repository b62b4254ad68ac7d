package dev.hawkeye.app;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One of ingest, detector, aggregator and console, as a command runs it.
 *
 * @param start returns at once
 * @param ready whether it does its work now
 * @param live false when only a restart helps
 * @param waitsFor what keeps it from being ready, in a few words
 * @param closing stops it, bounded in time
 */
record Service(
        String name,
        Runnable start,
        BooleanSupplier ready,
        BooleanSupplier live,
        Supplier<String> waitsFor,
        AutoCloseable closing)
        implements AutoCloseable {

    /** One that has nothing to tell of what it waits for. */
    Service(String name, Runnable start, BooleanSupplier ready, BooleanSupplier live, AutoCloseable closing) {
        this(name, start, ready, live, () -> "", closing);
    }

    @Override
    public void close() {
        Closing.inOrder(closing);
    }
}
