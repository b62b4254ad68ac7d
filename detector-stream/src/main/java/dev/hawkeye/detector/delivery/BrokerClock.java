package dev.hawkeye.detector.delivery;

import java.util.function.LongSupplier;

/**
 * An estimate of the broker's time, from its latest acknowledgments. So detectors whose own clocks differ still change
 * their models at the same moment, to within a second or two. Thread-safe.
 */
final class BrokerClock {
    /** Smaller differences are round-trip time; they also result from a topic that keeps producers' timestamps. */
    private static final long NOTHING_MILLIS = 2_000;

    private final LongSupplier ownMillis;
    private volatile long ahead;

    /** @param ownMillis this machine's clock */
    BrokerClock(LongSupplier ownMillis) {
        this.ownMillis = ownMillis;
    }

    /** Learns from the timestamp of a record that was written just now. */
    void heard(long brokerMillis) {
        long difference = brokerMillis - ownMillis.getAsLong();
        ahead = Math.abs(difference) < NOTHING_MILLIS ? 0 : difference;
    }

    /** ms since 1970. */
    long millis() {
        return ownMillis.getAsLong() + ahead;
    }
}
