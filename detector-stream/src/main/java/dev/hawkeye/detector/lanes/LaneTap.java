package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.ByteBuffer;

/** Is notified of each analyzed frame, after its result was handed over. Called by many threads. */
@FunctionalInterface
public interface LaneTap {
    /** Does nothing. */
    LaneTap NONE = (camera, jpeg, outcome, model) -> {};

    /**
     * Must return at once.
     *
     * @param jpeg read-only; valid for as long as it is referenced
     * @param model that analyzed the frame
     */
    void analyzed(String camera, ByteBuffer jpeg, Outcome outcome, ModelInfo model);
}
