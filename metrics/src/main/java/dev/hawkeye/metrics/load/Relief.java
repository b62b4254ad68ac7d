package dev.hawkeye.metrics.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What would help against overload, what is easiest first: an INT8 model, a lower frame rate, smaller pictures, more
 * detectors. Its figures are those that were measured just now; where there are none it says where they can be had.
 */
public final class Relief {
    /** So much of what can be analysed is planned for: what comes is uneven, and the machine has other work too. */
    public static final double LOAD = 0.7;

    private static final double WORTH_IT = 0.25;
    private static final double LEAST_FPS = 0.1;
    private static final double ROUNDING = 1e-9; // 0.7 times 3 is a little less than 2.1

    private Relief() {}

    /**
     * The model in use.
     *
     * @param name file name
     * @param precision INT8…, FP32 or another; null when it is not known
     */
    public record UsedModel(String name, String precision) {
        boolean mayBecomeInt8() {
            return precision == null || !precision.startsWith("INT8");
        }

        @Override
        public String toString() {
            return precision == null ? name : name + " (" + precision + ")";
        }
    }

    /** @return a line each, the most promising first */
    public static List<String> of(Overloaded overload, UsedModel model) {
        List<String> lines = new ArrayList<>();
        if (model.mayBecomeInt8()) {
            lines.add(int8(model));
        }
        if (overload.lossless() > overload.analysed()) {
            lines.add(losslessFirst(overload));
        }
        lines.add(lowerFps(overload, model));
        lines.add(maxWidth(overload.jpegPart()));
        lines.add(moreDetectors(overload.wanted(), overload.analysed()));
        return List.copyOf(lines);
    }

    /** No figure of this machine is known: only a measurement with both has one. */
    public static String int8(UsedModel model) {
        return "an INT8 model" + (model.precision() == null ? ", if " + model + " is none" : " instead of " + model)
                + ": about twice as fast on a CPU with VNNI (docs/int8.md); ./hawkeye model quantize makes one";
    }

    /** What waits is taken in order, and a frame of a live camera behind many that must not be lost is too old by then. */
    private static String losslessFirst(Overloaded overload) {
        return String.format(
                Locale.ROOT,
                "mode: live for cameras that are lossless, files and folders by default: they take %.1f of the %.1f frames/s"
                        + " that are analysed here",
                overload.lossless(),
                overload.lossless() + overload.analysed());
    }

    private static String lowerFps(Overloaded overload, UsedModel model) {
        List<Double> rates =
                overload.cameras().stream().map(Overloaded.Camera::wanted).toList();
        double analysed = overload.cameras().stream()
                .mapToDouble(Overloaded.Camera::analysed)
                .sum();
        double fps = highestFps(rates, LOAD * analysed);
        String machine =
                String.format(Locale.ROOT, "about %.1f frames/s are analysed here with %s", overload.analysed(), model);
        if (overload.lossless() > 0) {
            machine += String.format(Locale.ROOT, ", and %.1f of lossless cameras", overload.lossless());
        }
        if (fps < LEAST_FPS) {
            return "a lower fps, or fewer cameras: " + machine;
        }
        long slower = rates.stream().filter(rate -> rate > fps).count();
        return "fps: " + fpsText(fps)
                + (slower == 1 ? " for the camera that has" : " for each of the " + slower + " cameras that have")
                + " more now: " + machine;
    }

    /**
     * Cameras that want less than the others keep what they want.
     *
     * @param rates frames per second that each camera wants
     * @param budget frames per second for all of them
     * @return the most that each may have, in whole frames per second, or tenths below 1; the highest rate when all fit
     */
    public static double highestFps(List<Double> rates, double budget) {
        List<Double> ascending = rates.stream().sorted().toList();
        double left = budget;
        for (int i = 0; i < ascending.size(); i++) {
            double share = left / (ascending.size() - i);
            if (ascending.get(i) > share) {
                return roundedDown(share);
            }
            left -= ascending.get(i);
        }
        return ascending.isEmpty() ? 0 : ascending.get(ascending.size() - 1);
    }

    /** @return whole frames per second from 1 up, tenths below; 0 for less than a tenth */
    public static double roundedDown(double fps) {
        return fps >= 1 ? Math.floor(fps + ROUNDING) : Math.max(0, Math.floor(fps * 10 + ROUNDING) / 10);
    }

    /** Such as 2 or 0.5, as it is written in the configuration. */
    public static String fpsText(double fps) {
        return fps == Math.rint(fps) ? String.valueOf((long) fps) : String.format(Locale.ROOT, "%.1f", fps);
    }

    /** @param jpegPart how much of the time of a frame goes into its JPEG, 0 to 1 */
    public static String maxWidth(double jpegPart) {
        String part = String.format(Locale.ROOT, "%.0f %% of a frame's time", 100 * jpegPart);
        return jpegPart >= WORTH_IT
                ? "a smaller max-width: its JPEG takes " + part
                : "a smaller max-width would hardly help: its JPEG takes " + part;
    }

    /**
     * @param wanted frames per second
     * @param analysed by those that there are
     */
    public static String moreDetectors(double wanted, double analysed) {
        String line = "detectors on more machines (./hawkeye detect)";
        return analysed <= 0
                ? line
                : line + ": " + (long) Math.ceil(wanted / (LOAD * analysed)) + " such machines where there is one now";
    }
}
