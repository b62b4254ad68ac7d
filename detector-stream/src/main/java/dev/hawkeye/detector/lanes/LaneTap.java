package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.ByteBuffer;

/** Hears of each frame that was analyzed, after its result was handed over. Called by many threads. */
@FunctionalInterface
public interface LaneTap {
    /** Nobody listens. */
    LaneTap NONE = (camera, jpeg, outcome, model) -> {};

    /**
     * Must return at once.
     *
     * @param jpeg not to be changed; valid for as long as it is held
     * @param model that has analyzed it
     */
    void analyzed(String camera, ByteBuffer jpeg, Outcome outcome, ModelInfo model);
}
