package dev.hawkeye.streams;

import dev.hawkeye.kafka.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Replaces a stream thread that died: a new one starts after a pause of 1 s that doubles with each death up to 30 s,
 * and is reset when no thread has died for two minutes.
 *
 * <p>Until the new thread has joined the group, nobody processes the partitions of the dead one, although its consumer
 * still owns them, and Kafka Streams still reports RUNNING. Thread-safe.
 */
final class ThreadReplacement {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final long CALM_NANOS = Duration.ofMinutes(2).toNanos();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Backoff backoff = Backoff.exact(FIRST_PAUSE, MAX_PAUSE); // guarded by this
    private long lastDeath = System.nanoTime(); // guarded by this
    private int pausing; // guarded by this
    private boolean underWay; // guarded by this

    /** Called by the dying thread, which waits here. */
    StreamThreadExceptionResponse afterPause() {
        long pause = begin();
        try {
            return ended.await(pause, TimeUnit.MILLISECONDS)
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        } finally {
            endPause();
        }
    }

    private synchronized long begin() {
        pausing++;
        underWay = true;
        return nextPause(System.nanoTime());
    }

    private synchronized void endPause() {
        pausing--;
    }

    /** Whether a thread has died, and the new one has not begun to work. */
    synchronized boolean isUnderWay() {
        return underWay;
    }

    /** A rebalance has ended, in which new threads have joined; a thread in its pause has not. */
    synchronized void joined() {
        underWay = pausing > 0;
    }

    synchronized long nextPause(long now) {
        if (now - lastDeath > CALM_NANOS) {
            backoff.reset();
        }
        lastDeath = now;
        return backoff.next().toMillis();
    }

    /** Ends all waits because the service is shutting down. */
    void end() {
        ended.countDown();
    }
}
