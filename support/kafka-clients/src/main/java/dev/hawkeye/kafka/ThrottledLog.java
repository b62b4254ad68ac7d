package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Warnings that neither repeat themselves nor flood the log: a lasting problem is logged once, or once a minute, no
 * matter how often it occurs, and of many different lines only the first few of each minute. Thread-safe.
 */
public final class ThrottledLog {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long FOREVER = Long.MAX_VALUE;
    /** Lines may contain untrusted names, so the number remembered is limited. */
    private static final int MAX_REMEMBERED = 100;

    private final Logger log;
    private final long period;
    private final int maxLines;
    private final String suppressedLine;
    private final LongSupplier nanoTime;
    private final Set<String> logged = new HashSet<>(); // guarded by this
    private long begin; // guarded by this
    private long suppressed; // guarded by this

    ThrottledLog(Logger log, long period, int maxLines, String suppressedLine, LongSupplier nanoTime) {
        this.log = log;
        this.period = period;
        this.maxLines = maxLines;
        this.suppressedLine = suppressedLine;
        this.nanoTime = nanoTime;
    }

    /** Logs each line once, until {@link #reset()}. */
    public static ThrottledLog once(Logger log) {
        return new ThrottledLog(log, FOREVER, MAX_REMEMBERED, "", System::nanoTime);
    }

    /** Logs each line once a minute. */
    public static ThrottledLog onceAMinute(Logger log) {
        return firstOfEachMinute(log, MAX_REMEMBERED, "{} similar lines suppressed");
    }

    /**
     * Logs the first few lines of each minute, and the number of suppressed ones.
     *
     * @param suppressedLine the line for the number suppressed, in SLF4J's format with one {@code {}}
     */
    public static ThrottledLog firstOfEachMinute(Logger log, int maxLines, String suppressedLine) {
        return new ThrottledLog(log, MINUTE, maxLines, suppressedLine, System::nanoTime);
    }

    /** @param line the line in SLF4J's format, with one {@code {}} for each of {@code parts} */
    public synchronized void warn(String line, Object... parts) {
        if (hasRoom()) {
            String text = MessageFormatter.basicArrayFormat(line, parts);
            if (logged.add(text)) {
                log.warn("{}", text);
            }
        }
    }

    /** Logs only the first line about a subject, whatever the others contain. */
    public synchronized void warnOf(String subject, String line, Object... parts) {
        if (hasRoom() && logged.add(subject)) {
            log.warn(line, parts);
        }
    }

    private boolean hasRoom() {
        long now = nanoTime.getAsLong();
        if (logged.isEmpty()) {
            begin = now;
        } else if (now - begin >= period) {
            reset();
            begin = now;
        }
        if (logged.size() < maxLines) {
            return true;
        }
        if (period == FOREVER) {
            logged.clear();
            return true;
        }
        suppressed++;
        return false;
    }

    /** Keeps only these lines suppressed; others are logged again when they recur. */
    public synchronized void retain(Collection<String> lasting) {
        logged.retainAll(lasting);
    }

    /** Whether nothing that still applies has been logged since the last {@link #reset()}. */
    public synchronized boolean isEmpty() {
        return logged.isEmpty();
    }

    /** Logs the number of suppressed lines, if any, and starts over; call it when all is well or the log ends. */
    public synchronized void reset() {
        logged.clear();
        if (suppressed > 0) {
            log.warn(suppressedLine, suppressed);
            suppressed = 0;
        }
    }
}
