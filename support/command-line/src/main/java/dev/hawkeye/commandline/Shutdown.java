package dev.hawkeye.commandline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C, SIGTERM and a closed terminal. The program's main thread works in short steps, or waits here, and closes what
 * it opened when asked to stop:
 *
 * <pre>try (Shutdown shutdown = Shutdown.within(LIMIT); Service service = …) { shutdown.await(…); }</pre>
 *
 * A second signal a second later, or the limit, ends the process at once. Some programs, such as {@code timeout},
 * signal the process and then its group, so that one request arrives twice.
 *
 * <p>These are signal handlers, not shutdown hooks, because hooks run concurrently: ONNX Runtime's would free memory
 * that our lanes are still using, which crashes the process.
 */
public final class Shutdown implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private static final String HANG_UP = "HUP";
    private static final Map<String, Integer> SIGNALS = Map.of(HANG_UP, 1, "INT", 2, "TERM", 15);
    private static final int SIGNALED = 128;
    private static final long SAME_REQUEST_NANOS = Duration.ofSeconds(1).toNanos();

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Object> before = new HashMap<>();
    private final Duration limit;
    private long requestedNanos; // guarded by this

    private Shutdown(Duration limit) {
        this.limit = limit;
    }

    /**
     * Starts listening for signals.
     *
     * @param limit how long the process may take to stop after the signal
     */
    public static Shutdown within(Duration limit) {
        return new Shutdown(limit).listening(SIGNALS);
    }

    /** The same for a service, which survives the closing of its terminal. */
    public static Shutdown ofService(Duration limit) {
        Map<String, Integer> signals = new HashMap<>(SIGNALS);
        signals.remove(HANG_UP);
        Shutdown shutdown = new Shutdown(limit).listening(signals);
        shutdown.before.put(
                HANG_UP,
                Signals.register(
                        HANG_UP,
                        () -> log.info("SIGHUP ignored: restart to read the settings again, or send SIGTERM to stop")));
        return shutdown;
    }

    private Shutdown listening(Map<String, Integer> signals) {
        signals.forEach((name, number) -> before.put(name, Signals.register(name, () -> signaled(SIGNALED + number))));
        return this;
    }

    private synchronized void signaled(int exitCode) {
        if (requested()) {
            if (System.nanoTime() - requestedNanos > SAME_REQUEST_NANOS) {
                Runtime.getRuntime().halt(exitCode);
            }
            return;
        }
        requestedNanos = System.nanoTime();
        requested.countDown();
        Thread watch = new Thread(() -> haltUnlessClosed(exitCode), "shutdown-limit");
        watch.setDaemon(true);
        watch.start();
    }

    private void haltUnlessClosed(int exitCode) {
        try {
            if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the program was asked to stop. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** @throws Requested when the program was asked to stop before the work is complete */
    public void check() {
        if (requested()) {
            throw new Requested();
        }
    }

    /**
     * Waits for the signal.
     *
     * @return whether it arrived
     */
    public boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Restores the previous signal handlers, once everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        before.forEach(Signals::unregister);
    }

    /** The user stopped the program before its work was done. */
    static final class Requested extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Requested() {
            super("stopped before the end");
        }
    }
}
