package dev.hawkeye.ingest;

import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that read this instance's cameras, one per camera. Thread-safe. */
final class CameraThreads {
    private static final Logger log = LoggerFactory.getLogger(CameraThreads.class);

    private record Running(Thread thread, StopSignal stop) {}

    private final Map<String, Running> threads = new HashMap<>(); // guarded by this

    synchronized void start(String camera, Runnable reader, StopSignal stop) {
        Thread thread = new Thread(reader, "camera-" + camera);
        thread.setDaemon(true);
        threads.put(camera, new Running(thread, stop));
        thread.start();
    }

    /** Stops cameras in parallel, and waits until they have stopped or the timeout expires. */
    synchronized void stop(Collection<String> cameras, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        for (String camera : cameras) {
            Running running = threads.get(camera);
            if (running != null) {
                running.stop().raise();
            }
        }
        for (String camera : cameras) {
            Running running = threads.remove(camera);
            if (running != null) {
                join(camera, running.thread(), end);
            }
        }
    }

    private static void join(String camera, Thread thread, long end) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            thread.join(Math.max(1, millis));
            if (thread.isAlive()) {
                log.warn("Camera {} did not stop in time; its thread is abandoned", camera);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
