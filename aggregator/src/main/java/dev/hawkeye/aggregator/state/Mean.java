package dev.hawkeye.aggregator.state;

/** How many objects there were on average. */
public final class Mean {
    private Mean() {}

    /** @param count of a class in {@code window} */
    public static double of(ClassCount count, WindowState window) {
        return perFrame(count.getDetections(), window);
    }

    /** @param tally of objects in a zone in {@code window} */
    public static double of(ZoneTally tally, WindowState window) {
        return perFrame(tally.getPresent(), window);
    }

    /** A window in which something counts that was known late may have no frame. */
    private static double perFrame(long sum, WindowState window) {
        return window.getFramesAnalysed() == 0 ? 0 : (double) sum / window.getFramesAnalysed();
    }
}
