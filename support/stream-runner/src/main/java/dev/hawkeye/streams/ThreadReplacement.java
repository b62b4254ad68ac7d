package dev.hawkeye.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * What happens after a stream thread died: a new one, after a pause of 1 s that doubles with each death up to 30 s, and
 * begins anew when none has died for two minutes.
 */
final class ThreadReplacement {
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long CALM_NANOS = Duration.ofMinutes(2).toNanos();

    private final CountDownLatch ended = new CountDownLatch(1);
    private long pause = FIRST_PAUSE_MILLIS;
    private long lastDeath = System.nanoTime();

    /** Called by the dying thread, which waits here. */
    StreamThreadExceptionResponse afterPause() {
        try {
            return ended.await(nextPause(System.nanoTime()), TimeUnit.MILLISECONDS)
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    synchronized long nextPause(long now) {
        if (now - lastDeath > CALM_NANOS) {
            pause = FIRST_PAUSE_MILLIS;
        }
        long current = pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        lastDeath = now;
        return current;
    }

    /** Nobody waits any more: the service shuts down. */
    void end() {
        ended.countDown();
    }
}
