package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The thread of one that follows a topic for as long as its process runs: a daemon, from {@link #start()} to {@link #close()}.
 * Safe for use by many threads.
 */
public final class FollowerThread implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile TopicScan scan;

    /** @param work ends soon after {@link #isClosing()} */
    public FollowerThread(String name, Runnable work) {
        thread = new Thread(work, name);
        thread.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        thread.start();
    }

    /** What it reads from now on, which {@link #close()} wakes up; null for nothing. */
    public void reads(TopicScan opened) {
        scan = opened;
    }

    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits for some seconds before another try, unless it is to end. */
    public void pause() {
        try {
            boolean unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the work end, and waits for that, some seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        TopicScan waiting = scan;
        if (waiting != null) {
            waiting.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
