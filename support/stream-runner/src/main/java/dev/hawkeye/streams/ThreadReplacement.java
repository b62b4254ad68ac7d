package dev.hawkeye.streams;

import dev.hawkeye.kafka.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Replaces a stream thread that died: a new one starts after a pause of 1 s that doubles with each death up to 30 s,
 * and is reset when no thread has died for two minutes.
 */
final class ThreadReplacement {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final long CALM_NANOS = Duration.ofMinutes(2).toNanos();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Backoff backoff = Backoff.exact(FIRST_PAUSE, MAX_PAUSE); // guarded by this
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
