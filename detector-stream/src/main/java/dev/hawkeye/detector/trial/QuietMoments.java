package dev.hawkeye.detector.trial;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Finds moments when the lanes leave time for a comparison. Thread-safe. */
final class QuietMoments {
    private static final long LONGEST_MILLIS = 1_000;
    private static final long STEP_MILLIS = 10;

    private final BooleanSupplier pressed;
    private final BooleanSupplier overloaded;

    /**
     * @param pressed whether frames wait for a lane
     * @param overloaded whether the detector is overloaded
     */
    QuietMoments(BooleanSupplier pressed, BooleanSupplier overloaded) {
        this.pressed = pressed;
        this.overloaded = overloaded;
    }

    /**
     * Waits up to a second for a quiet moment.
     *
     * @param closing ends the wait when true
     * @return whether the moment is quiet
     */
    boolean await(BooleanSupplier closing) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
        while (!closing.getAsBoolean() && !overloaded.getAsBoolean()) {
            if (!pressed.getAsBoolean()) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(STEP_MILLIS);
        }
        return false;
    }
}
