package dev.hawkeye.detector.topology;

import java.time.Duration;

/**
 * The orderly end of a detector: after {@link #begin}, no more frames are accepted, and those in flight are awaited.
 * Refused frames are left to the next owner of their partition, as after a crash. Thread-safe.
 */
public final class Drain {
    private boolean begun;
    private int inFlight;

    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized void taken() {
        inFlight++;
    }

    /** Frames were forwarded, or their partition moved to another instance. */
    synchronized void left(int frames) {
        inFlight -= frames;
        notifyAll();
    }

    /** Accepts no more frames. @return how many were still in flight after {@code longest} */
    synchronized int begin(Duration longest) {
        begun = true;
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis();
                    inFlight > 0 && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return inFlight;
    }
}
