package dev.hawkeye.metrics.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * More frames than can be analyzed, over the last 30 s, or 15 s when overload has just begun. Immutable.
 *
 * @param wanted frames per second of live cameras
 * @param came how many of them reached the detector; fewer than wanted if reading the cameras takes too long
 * @param analysed how many of those were analyzed
 * @param lossless frames per second of lossless cameras, analyzed alongside them
 * @param jpegPart share of a frame's time that goes into decoding its JPEG, 0 to 1
 * @param cameras the cameras that lose frames, the one with the fewest analyzed first
 */
public record Overloaded(
        double wanted, double came, double analysed, double lossless, double jpegPart, List<Camera> cameras) {
    private static final int SHOWN = 5;
    private static final double MIN_SHOWN = 0.01;

    /** The same, for one camera. */
    public record Camera(String name, double wanted, double analysed) {}

    /** Formats a rate to a tenth, or with as many digits as it takes to be above zero. */
    public static String perSecond(double rate) {
        String text = String.format(Locale.ROOT, "%.1f", rate);
        return rate > 0 && text.equals("0.0") ? String.format(Locale.ROOT, "%.2f", Math.max(rate, MIN_SHOWN)) : text;
    }

    public Overloaded {
        cameras = List.copyOf(cameras);
    }

    /** A text such as {@code wanted 24.0 frames/s, analyzed 5.4}, without the names of cameras. */
    public String total() {
        return "wanted " + perSecond(wanted) + " frames/s, analyzed " + perSecond(analysed);
    }

    /** A text such as {@code wanted 24.0 frames/s, analyzed 5.4 (gate 1.8 of 8.0, yard 1.8 of 8.0)}. */
    public String text() {
        String those = cameras.stream()
                .limit(SHOWN)
                .map(camera -> camera.name + " " + perSecond(camera.analysed) + " of " + perSecond(camera.wanted))
                .collect(Collectors.joining(", "));
        String more = cameras.size() > SHOWN ? " and " + (cameras.size() - SHOWN) + " more" : "";
        return total() + (those.isEmpty() ? "" : " (" + those + more + ")");
    }
}
