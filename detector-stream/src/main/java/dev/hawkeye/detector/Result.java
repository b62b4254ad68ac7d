package dev.hawkeye.detector;

import dev.hawkeye.vision.Outcome;

/** What became of a record of the frames topic. */
sealed interface Result {
    /** A lane looked at it; {@code outcome} says whether with success. */
    record Analysed(Outcome outcome, long queueNanos) implements Result {}

    /** A live frame that was too old when its turn came. */
    record Shed(String reason, long queueNanos) implements Result {}

    /** The record holds no frame, so nobody knows which frame it was. */
    record Undecodable(String reason) implements Result {}
}
