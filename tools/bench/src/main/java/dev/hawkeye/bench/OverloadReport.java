package dev.hawkeye.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code bench overload}.
 *
 * @param capacity frames per second of a detector that sheds nothing
 * @param seconds duration of the overload
 * @param offered live frames sent during it
 * @param busy their results
 * @param flood analyzed frames per second of the camera that sends ten times as much
 * @param others lowest and highest analysis rate of the other cameras, frames per second
 * @param calmOffered live frames sent after the overload
 * @param calm their results
 * @param losslessSent frames of the lossless camera
 * @param losslessDone detections of the lossless camera
 */
record OverloadReport(
        double capacity,
        double seconds,
        long offered,
        LiveResults.Phase busy,
        double flood,
        List<Double> others,
        long calmOffered,
        LiveResults.Phase calm,
        long losslessSent,
        long losslessDone,
        long memoryBefore,
        long memoryAfter) {
    private static final double MIB = 1 << 20;

    void print(PrintStream out) {
        double analysed = busy.live() / seconds;
        double lossless = busy.lossless / seconds;
        line(out, "the machine's limit", "%.1f frames/s", capacity);
        line(out, "live frames sent during overload", "%.1f frames/s, %.0f s", offered / seconds, seconds);
        line(out, "analyzed: live + lossless", "%.1f + %.1f frames/s", analysed, lossless);
        line(out, "analyzed, against the limit", "%.2f", (analysed + lossless) / capacity);
        line(out, "live frames analyzed / SHED / FAILED", "%d / %d / %d", busy.live(), busy.shed, busy.failed);
        line(
                out,
                "age when the detection can be read",
                "p50 %d ms, p95 %d ms, max %d ms",
                busy.age(0.5),
                busy.age(0.95),
                busy.age(1));
        line(out, "the camera that sends 10 times as much", "%.1f frames/s analyzed", flood);
        line(out, "each of the other cameras", "%.1f to %.1f frames/s analyzed", others.get(0), others.get(1));
        line(
                out,
                "last SHED after the load fell",
                "%.1f s (%d of %d frames SHED)",
                calm.secondsToLastShed(),
                calm.shed,
                calmOffered);
        line(out, "age after the load fell", "p50 %d ms", calm.age(0.5));
        line(out, "lossless frames sent / with a detection", "%d / %d", losslessSent, losslessDone);
        line(out, "resident memory before and after", "%.0f MiB, %.0f MiB", memoryBefore / MIB, memoryAfter / MIB);
    }

    private static void line(PrintStream out, String what, String format, Object... values) {
        out.printf(Locale.ROOT, "%-44s %s%n", what, String.format(Locale.ROOT, format, values));
    }
}
