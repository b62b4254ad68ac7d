package dev.hawkeye.site;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One of ingest, detector, aggregator, console and notify, as a command runs it.
 *
 * @param start returns at once
 * @param ready whether it is currently working
 * @param live false if it needs a restart
 * @param waitsFor why it is not ready, in a few words
 * @param overloaded how it is overloaded; empty while it keeps up
 * @param closing stops it, within a bounded time
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

    /** A service that does not report what it waits for. */
    public Service(String name, Runnable start, BooleanSupplier ready, BooleanSupplier live, AutoCloseable closing) {
        this(name, start, ready, live, () -> "", closing);
    }

    /** A service that cannot be overloaded, or does not measure it. */
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
