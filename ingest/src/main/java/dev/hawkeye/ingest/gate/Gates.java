package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.source.StopSignal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The gates of an ingest, one per opening of a camera, and what they have learned, which outlives them. Thread-safe.
 */
public final class Gates {
    private volatile GateConfig config;
    private volatile Function<String, IgnoredArea> ignored;
    private final Map<String, GateLearning> learning = new ConcurrentHashMap<>();

    /** @param ignored returns the area in which changes do not count, by camera id */
    public Gates(GateConfig config, Function<String, IgnoredArea> ignored) {
        this.config = config;
        this.ignored = ignored;
    }

    /** The settings for new gates. */
    public GateConfig config() {
        return config;
    }

    /** Whether a camera has a gate. */
    public static boolean has(CameraConfig camera) {
        return camera.gate() == CameraConfig.GateMode.AUTO;
    }

    /** @return a gate, to be closed with the source; null if the camera has none */
    public Gate open(CameraConfig camera, StopSignal stop) {
        if (!has(camera)) {
            return null;
        }
        return new Gate(config, known(camera), ignored.apply(camera.id()), stop);
    }

    /** What has been learned about a camera; empty if it has no gate. */
    public Optional<GateLearning> learning(CameraConfig camera) {
        return has(camera) ? Optional.of(known(camera)) : Optional.empty();
    }

    /**
     * Sets the settings and areas for gates that are opened from now on.
     *
     * @param areas in which changes do not count, by camera id
     */
    public void replace(GateConfig now, Function<String, IgnoredArea> areas) {
        config = now;
        ignored = areas;
    }

    /** Forgets what was learned about cameras whose picture has changed. */
    public void forget(Collection<String> cameras) {
        learning.keySet().removeAll(cameras);
    }

    private GateLearning known(CameraConfig camera) {
        boolean lossless = camera.mode() == CameraConfig.Mode.LOSSLESS;
        return learning.computeIfAbsent(camera.id(), id -> new GateLearning(config.target(), lossless));
    }
}
