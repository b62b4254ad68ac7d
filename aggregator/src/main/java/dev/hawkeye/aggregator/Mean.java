package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.WindowState;

/** How many objects of a class were in view on average. */
final class Mean {
    private Mean() {}

    /** @param count of a class in {@code window}, which therefore has an analysed frame */
    static double of(ClassCount count, WindowState window) {
        return (double) count.getDetections() / window.getFramesAnalysed();
    }
}
