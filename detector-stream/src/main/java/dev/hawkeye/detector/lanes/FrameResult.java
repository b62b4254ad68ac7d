package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;

/** The result of a record of the frames topic. */
public sealed interface FrameResult {
    /** A lane analyzed it, with {@code model}; {@code outcome} says with what success. */
    record Analyzed(Outcome outcome, long queueNanos, ModelInfo model) implements FrameResult {}

    /** A live frame that was too old when its turn came. */
    record Shed(String reason, long queueNanos) implements FrameResult {}

    /** The picture does not differ from that of an earlier frame: there is nothing to analyze. */
    record Unchanged() implements FrameResult {}

    /** The record holds no frame, so its camera and number are unknown. */
    record Undecodable(String reason) implements FrameResult {}
}
