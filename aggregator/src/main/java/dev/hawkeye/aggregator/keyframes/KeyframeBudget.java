package dev.hawkeye.aggregator.keyframes;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.CameraState;

/**
 * How many more JPEG bytes a camera may upload in a period of capture time. The periods are aligned to the epoch; a
 * frame from a period before the newest one draws on the newest one's budget.
 */
final class KeyframeBudget {
    private final long bytes;
    private final long periodMillis;

    KeyframeBudget(AggregatorConfig config) {
        this.bytes = config.keyframeBudget().bytes();
        this.periodMillis = config.keyframeBudgetPeriod().toMillis();
    }

    boolean allows(CameraState camera, long captureTime, long jpegBytes) {
        long used = startOf(captureTime) > camera.getBudgetPeriod() ? 0 : camera.getBudgetUsed();
        return used + jpegBytes <= bytes;
    }

    void spend(CameraState camera, long captureTime, long jpegBytes) {
        if (startOf(captureTime) > camera.getBudgetPeriod()) {
            camera.setBudgetPeriod(startOf(captureTime));
            camera.setBudgetUsed(0);
        }
        camera.setBudgetUsed(camera.getBudgetUsed() + jpegBytes);
    }

    private long startOf(long captureTime) {
        return Math.floorDiv(captureTime, periodMillis) * periodMillis;
    }
}
