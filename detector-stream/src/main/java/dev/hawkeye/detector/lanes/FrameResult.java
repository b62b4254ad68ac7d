package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Outcome;

/** What became of a record of the frames topic. */
public sealed interface FrameResult {
    /** A lane looked at it; {@code outcome} says whether with success. */
    record Analysed(Outcome outcome, long queueNanos) implements FrameResult {}

    /** A live frame that was too old when its turn came. */
    record Shed(String reason, long queueNanos) implements FrameResult {}

    /** The record holds no frame, so nobody knows which frame it was. */
    record Undecodable(String reason) implements FrameResult {}
}
