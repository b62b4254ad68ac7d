package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The thread of a client that follows a topic as long as its process runs: a daemon, from {@link #start()} to {@link
 * #close()}. Thread-safe.
 */
public final class FollowerThread implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile TopicScan scan;

    /** @param work the work, which must end soon after {@link #isClosing()} */
    public FollowerThread(String name, Runnable work) {
        thread = new Thread(work, name);
        thread.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        thread.start();
    }

    /** Sets the scan that the thread reads from, which {@link #close()} wakes up; null for none. */
    public void reads(TopicScan opened) {
        scan = opened;
    }

    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits a few seconds before a retry, or until {@link #close()}. */
    public void pause() {
        try {
            boolean unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the work to end, and waits a few seconds at most until it has. */
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
