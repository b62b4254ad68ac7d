package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Signals one camera's thread to stop. Raised once, by any thread; never reset. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);

    public void raise() {
        raised.countDown();
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /**
     * Waits until the signal is raised or the timeout expires. An interrupt counts as the signal.
     *
     * @return whether it is raised
     */
    public boolean awaitRaised(Duration longest) {
        try {
            return raised.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            raise();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
