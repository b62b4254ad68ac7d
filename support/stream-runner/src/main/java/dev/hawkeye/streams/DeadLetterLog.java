package dev.hawkeye.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warns of records that cannot be used: the first few of each minute, line by line, and how many more there were when the
 * next line is due. A writer gone wrong sends thousands a second, and each line of the log that it causes would be disk
 * taken from its reader; every record with its reason is on the dead-letter topic anyway. Used by one thread.
 */
public final class DeadLetterLog {
    private static final int MAX_LINES = 10;
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String topic;
    private final LongSupplier nanoTime;
    private long begin;
    private int lines;
    private long silenced;

    /**
     * @param log of the class that reads the records
     * @param topic where the dead letters go
     */
    public DeadLetterLog(Logger log, String topic) {
        this(log, topic, System::nanoTime);
    }

    DeadLetterLog(Logger log, String topic, LongSupplier nanoTime) {
        this.log = log;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /** @param line in the format of SLF4J, with one {@code {}} for each of {@code parts} */
    public void warn(String line, Object... parts) {
        long now = nanoTime.getAsLong();
        if (lines > 0 && now - begin >= PERIOD) {
            tellSilenced();
        }
        if (lines == 0) {
            begin = now;
        }
        if (lines < MAX_LINES) {
            lines++;
            log.warn(line, parts);
        } else {
            silenced++;
        }
    }

    /** Says how many lines were left out since the last time, if any. */
    public void tellSilenced() {
        if (silenced > 0) {
            log.warn("{} more such records, which are on {} with their reasons", silenced, topic);
        }
        lines = 0;
        silenced = 0;
    }
}
