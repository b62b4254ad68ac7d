package dev.hawkeye.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes started by tests. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Sends SIGTERM and waits for a clean exit; sends SIGKILL when that takes longer than {@code patience}, or when the
     * wait is interrupted.
     */
    public static void await(Process process, Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
