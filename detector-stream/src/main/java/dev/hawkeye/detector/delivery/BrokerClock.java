package dev.hawkeye.detector.delivery;

import java.util.function.LongSupplier;

/**
 * The time of the broker, as far as it is known: of what it has acknowledged lately. So detectors whose own clocks differ
 * still change their models at the same moment, give or take a second. Thread-safe.
 */
final class BrokerClock {
    /** The way to the broker and back; and where records keep the time of who wrote them, nothing is learned. */
    private static final long NOTHING_MILLIS = 2_000;

    private final LongSupplier ownMillis;
    private volatile long ahead;

    /** @param ownMillis this machine's clock */
    BrokerClock(LongSupplier ownMillis) {
        this.ownMillis = ownMillis;
    }

    /** A record that was written this moment has this time. */
    void heard(long brokerMillis) {
        long difference = brokerMillis - ownMillis.getAsLong();
        ahead = Math.abs(difference) < NOTHING_MILLIS ? 0 : difference;
    }

    /** ms since 1970. */
    long millis() {
        return ownMillis.getAsLong() + ahead;
    }
}
