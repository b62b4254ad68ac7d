package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells one camera's thread to come to its end. Raised once, by any thread; never lowered. */
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);

    public void raise() {
        raised.countDown();
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    /**
     * Waits, unless the signal is or gets raised. An interrupt counts as the signal.
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
