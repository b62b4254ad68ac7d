package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;

/** The result of a record of the frames topic. */
public sealed interface FrameResult {
    /** A lane analyzed the frame with {@code model}, successfully or not. */
    record Analyzed(Outcome outcome, long queueNanos, ModelInfo model) implements FrameResult {}

    /** A live frame that was too old when its turn came. */
    record Shed(String reason, long queueNanos) implements FrameResult {}

    /** The picture does not differ from that of an earlier frame, so there is nothing to analyze. */
    record Unchanged() implements FrameResult {}

    /** The record contains no frame, so its camera and number are unknown. */
    record Undecodable(String reason) implements FrameResult {}
}
