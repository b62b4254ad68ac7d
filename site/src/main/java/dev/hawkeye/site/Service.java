package dev.hawkeye.site;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One of ingest, detector, aggregator and console, as a command runs it.
 *
 * @param start returns at once
 * @param ready whether it does its work now
 * @param live false when only a restart helps
 * @param waitsFor what keeps it from being ready, in a few words
 * @param overloaded what is too much for it; empty while it keeps up
 * @param closing stops it, bounded in time
 */
public record Service(
        String name,
        Runnable start,
        BooleanSupplier ready,
        BooleanSupplier live,
        Supplier<String> waitsFor,
        Supplier<String> overloaded,
        AutoCloseable closing)
        implements AutoCloseable {

    /** One that has nothing to tell of what it waits for. */
    public Service(String name, Runnable start, BooleanSupplier ready, BooleanSupplier live, AutoCloseable closing) {
        this(name, start, ready, live, () -> "", closing);
    }

    /** One that cannot be overloaded, or has no measure of it. */
    public Service(
            String name,
            Runnable start,
            BooleanSupplier ready,
            BooleanSupplier live,
            Supplier<String> waitsFor,
            AutoCloseable closing) {
        this(name, start, ready, live, waitsFor, () -> "", closing);
    }

    @Override
    public void close() {
        Closing.inOrder(closing);
    }
}
