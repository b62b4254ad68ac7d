package dev.hawkeye.metrics.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * More frames than can be analysed, over the last 30 s. Immutable.
 *
 * @param wanted frames per second of live cameras
 * @param analysed of them
 * @param lossless frames per second of lossless cameras, analysed beside them
 * @param jpegPart how much of the time of a frame goes into decoding its JPEG, 0 to 1
 * @param cameras those that lose frames, the one with the fewest analysed first
 */
public record Overloaded(double wanted, double analysed, double lossless, double jpegPart, List<Camera> cameras) {
    private static final int SHOWN = 5;

    /** Likewise, of one camera. */
    public record Camera(String name, double wanted, double analysed) {}

    public Overloaded {
        cameras = List.copyOf(cameras);
    }

    /** Such as {@code wanted 24.0 frames/s, analysed 5.4}, without the names of cameras. */
    public String total() {
        return String.format(Locale.ROOT, "wanted %.1f frames/s, analysed %.1f", wanted, analysed);
    }

    /** Such as {@code wanted 24.0 frames/s, analysed 5.4 (gate 1.8 of 8.0, yard 1.8 of 8.0)}. */
    public String text() {
        String those = cameras.stream()
                .limit(SHOWN)
                .map(camera ->
                        String.format(Locale.ROOT, "%s %.1f of %.1f", camera.name, camera.analysed, camera.wanted))
                .collect(Collectors.joining(", "));
        String more = cameras.size() > SHOWN ? " and " + (cameras.size() - SHOWN) + " more" : "";
        return total() + (those.isEmpty() ? "" : " (" + those + more + ")");
    }
}
