package dev.hawkeye.detector.topology;

import java.time.Duration;

/**
 * The end of a detector in order: from {@link #begin} on no frame is taken any more, and those in flight are waited
 * for. What is refused is left to the next owner of its partition, as after a crash. Safe for use by many threads.
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

    /** Frames were forwarded, or their partition went to another instance. */
    synchronized void left(int frames) {
        inFlight -= frames;
        notifyAll();
    }

    /** Takes nothing more. @return frames that were still in flight after {@code longest} */
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
