package dev.hawkeye.metrics.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Suggests remedies for overload, easiest first: an INT8 model, a lower frame rate, smaller pictures, more detectors.
 * The figures are the ones just measured, by a running site or by {@code ./hawkeye size}; where there are none, it says
 * how to get them.
 */
public final class Relief {
    /** The planned share of capacity: arrivals are uneven, and the machine has other work, too. */
    public static final double LOAD = 0.7;

    private static final double WORTH_IT = 0.25;
    private static final double FEW = 0.5;
    private static final double MIN_FPS = 0.1;
    private static final double MAX_MACHINES = 1_000_000;
    private static final double ROUNDING = 1e-9; // 0.7 times 3 is a little less than 2.1

    private Relief() {}

    /**
     * The model in use.
     *
     * @param name file name
     * @param precision INT8…, FP32 or another; null when unknown
     */
    public record UsedModel(String name, String precision) {
        /** Whether it is known to be one of the INT8 precisions. */
        public boolean isInt8() {
            return precision != null && precision.startsWith("INT8");
        }

        @Override
        public String toString() {
            return precision == null ? name : name + " (" + precision + ")";
        }
    }

    /**
     * The demand that exceeds the capacity of a machine or a site.
     *
     * @param wanted frames per second of live cameras
     * @param came how many of them reach the detector
     * @param analysed maximum number of them that can be analyzed per second, with no headroom
     * @param lossless frames per second of lossless cameras, analyzed alongside them
     * @param fps maximum rate at which all cameras fit, see {@link #highestFps}; 0 or less when there is none
     * @param slower number of cameras that want a higher rate
     * @param jpegPart share of the lanes' time that goes into decoding JPEGs, 0 to 1
     */
    public record Shortage(
            double wanted, double came, double analysed, double lossless, double fps, long slower, double jpegPart) {

        /** The shortage of a running site; cameras that lose nothing keep their rate. */
        public static Shortage of(Overloaded overload) {
            List<Double> rates =
                    overload.cameras().stream().map(Overloaded.Camera::wanted).toList();
            double theirs = overload.cameras().stream()
                    .mapToDouble(Overloaded.Camera::analysed)
                    .sum();
            double fps = highestFps(rates, LOAD * theirs);
            return new Shortage(
                    overload.wanted(),
                    overload.came(),
                    overload.analysed(),
                    overload.lossless(),
                    fps,
                    rates.stream().filter(rate -> rate > fps).count(),
                    overload.jpegPart());
        }

        private boolean isOfReading() {
            return came < FEW * wanted;
        }
    }

    /** @return one line each, most promising first */
    public static List<String> of(Shortage shortage, UsedModel model) {
        return of(shortage, model, int8(model));
    }

    /**
     * @param int8 text about an INT8 model, if none is in use yet
     * @return one line each, most promising first
     */
    public static List<String> of(Shortage shortage, UsedModel model, String int8) {
        List<String> lines = new ArrayList<>();
        if (shortage.isOfReading()) {
            lines.add(lessToRead(shortage));
        }
        if (!model.isInt8()) {
            lines.add(int8);
        }
        if (shortage.lossless() > shortage.analysed()) {
            lines.add(losslessFirst(shortage));
        }
        lines.add(lowerFps(shortage, model));
        lines.add(maxWidth(shortage.jpegPart()));
        lines.add(moreDetectors(shortage));
        return List.copyOf(lines);
    }

    /** A text such as {@code 5.4 frames/s, of which 3.8 (70 %) are planned}. */
    public static String planned(double analysed) {
        return String.format(
                Locale.ROOT,
                "%s frames/s, of which %s (%.0f %%) are planned",
                Overloaded.perSecond(analysed),
                Overloaded.perSecond(LOAD * analysed),
                100 * LOAD);
    }

    /**
     * A lower {@code fps} does not help here, because every picture of a camera is decoded, whether it is analyzed or
     * not.
     */
    private static String lessToRead(Shortage shortage) {
        return "the cameras' second streams, smaller or with fewer pictures, or fewer cameras: only "
                + Overloaded.perSecond(shortage.came()) + " of the " + Overloaded.perSecond(shortage.wanted())
                + " frames/s that are wanted reached the detector";
    }

    /** This machine's figures are unknown: only a measurement with both models provides them. */
    private static String int8(UsedModel model) {
        return "an INT8 model" + (model.precision() == null ? ", if " + model + " is not one" : " instead of " + model)
                + ": about twice as fast on a CPU with VNNI (docs/int8.md); ./hawkeye model quantize makes one";
    }

    /** Live frames go first, but a share of the lanes is reserved for lossless ones. */
    private static String losslessFirst(Shortage shortage) {
        return String.format(
                Locale.ROOT,
                "mode: live for lossless cameras (by default, files and folders): they take %.1f of the %.1f frames/s"
                        + " that are analyzed here",
                shortage.lossless(),
                shortage.lossless() + shortage.analysed());
    }

    private static String lowerFps(Shortage shortage, UsedModel model) {
        String machine = planned(shortage.analysed()) + ", can be analyzed here with " + model;
        if (shortage.lossless() > 0) {
            machine += ", and " + Overloaded.perSecond(shortage.lossless()) + " of lossless cameras";
        }
        double fps = roundedDown(shortage.fps());
        if (fps < MIN_FPS) {
            return "a lower fps, or fewer cameras: " + machine;
        }
        return "fps: " + fpsText(fps)
                + (shortage.slower() == 1
                        ? " for the camera that wants"
                        : " for each of the " + shortage.slower() + " cameras that want")
                + " more: " + machine;
    }

    /**
     * Returns the highest rate at which all cameras fit. Cameras that want less keep their rate.
     *
     * @param rates wanted frames per second of each camera
     * @param budget frames per second for all cameras together
     * @return the maximum for each, in whole frames per second, or tenths below 1; the highest rate when all fit
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

    /** A number such as 2 or 0.5, as written in the configuration. */
    public static String fpsText(double fps) {
        return fps == Math.rint(fps) ? String.valueOf((long) fps) : String.valueOf(fps);
    }

    private static String maxWidth(double jpegPart) {
        String part = String.format(Locale.ROOT, "its JPEG takes %.0f %% of a frame's analysis time", 100 * jpegPart);
        return (jpegPart >= WORTH_IT ? "a smaller max-width: " : "a smaller max-width would hardly help: ") + part;
    }

    /** If hardly anything is analyzed or arrives, there is nothing to calculate from. */
    private static String moreDetectors(Shortage shortage) {
        String line = "detectors on more machines (./hawkeye detect)";
        double machines = Math.ceil(shortage.wanted() / (LOAD * shortage.analysed()));
        return shortage.isOfReading() || !(machines < MAX_MACHINES)
                ? line
                : line + ": " + (long) machines + " such machines for each one now";
    }
}
