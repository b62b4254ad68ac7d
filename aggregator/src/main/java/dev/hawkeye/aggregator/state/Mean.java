package dev.hawkeye.aggregator.state;

/** How many objects of a class were in view on average. */
public final class Mean {
    private Mean() {}

    /** @param count of a class in {@code window}, which therefore has an analyzed frame */
    public static double of(ClassCount count, WindowState window) {
        return (double) count.getDetections() / window.getFramesAnalysed();
    }
}
