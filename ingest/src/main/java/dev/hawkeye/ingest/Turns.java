package dev.hawkeye.ingest;

import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Limits how many cameras are read at once; the others wait, first come, first served. Thread-safe. */
final class Turns {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Semaphore free;

    /** @param most at least 1 */
    Turns(int most) {
        free = new Semaphore(most, true);
    }

    /** Runs the reader when it is this camera's turn; never, if the camera is stopped first. */
    void read(Runnable reader, StopSignal stop) {
        while (!free.tryAcquire()) {
            if (stop.awaitRaised(POLL)) {
                return;
            }
        }
        try {
            reader.run();
        } finally {
            free.release();
        }
    }
}
