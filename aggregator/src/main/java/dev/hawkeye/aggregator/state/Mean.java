package dev.hawkeye.aggregator.state;

/** The average number of objects. */
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

    /** A window that counts only something learned late may have no frame. */
    private static double perFrame(long sum, WindowState window) {
        return window.getFramesAnalysed() == 0 ? 0 : (double) sum / window.getFramesAnalysed();
    }
}
