package dev.hawkeye.aggregator.config;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.tracking.scene.Scene;
import java.util.function.Supplier;

/**
 * The aggregator's settings as they are now: those of cameras may change while it runs. Whoever works on a frame takes them once and
 * keeps them until the frame is done. Thread-safe.
 */
public final class CurrentSettings implements Supplier<AggregatorConfig> {
    private volatile AggregatorConfig config;

    public CurrentSettings(AggregatorConfig config) {
        this.config = config;
    }

    @Override
    public AggregatorConfig get() {
        return config;
    }

    /**
     * Replaces what cameras have of their own.
     *
     * @param cameras what becomes an event at each camera
     * @param scenes what is drawn over the picture of each camera
     */
    public synchronized void change(ByCamera<EventChoice> cameras, ByCamera<Scene> scenes) {
        config = config.withCameras(cameras, scenes);
    }
}
