package dev.hawkeye.bench;

import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
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

    void print(PrintWriter out) {
        Table table = Table.of("figure", "value");
        double analysed = busy.live() / seconds;
        double lossless = busy.lossless / seconds;
        row(table, "the machine's limit", "%.1f frames/s", capacity);
        row(table, "live frames sent during overload", "%.1f frames/s, %.0f s", offered / seconds, seconds);
        row(table, "analyzed: live + lossless", "%.1f + %.1f frames/s", analysed, lossless);
        row(table, "analyzed, against the limit", "%.2f", (analysed + lossless) / capacity);
        row(table, "live frames analyzed / SHED / FAILED", "%d / %d / %d", busy.live(), busy.shed, busy.failed);
        row(
                table,
                "age when the detection can be read",
                "p50 %d ms, p95 %d ms, max %d ms",
                busy.age(0.5),
                busy.age(0.95),
                busy.age(1));
        row(table, "the camera that sends 10 times as much", "%.1f frames/s analyzed", flood);
        row(table, "each of the other cameras", "%.1f to %.1f frames/s analyzed", others.get(0), others.get(1));
        row(
                table,
                "last SHED after the load fell",
                "%.1f s (%d of %d frames SHED)",
                calm.secondsToLastShed(),
                calm.shed,
                calmOffered);
        row(table, "age after the load fell", "p50 %d ms", calm.age(0.5));
        row(table, "lossless frames sent / with a detection", "%d / %d", losslessSent, losslessDone);
        row(table, "resident memory before and after", "%.0f MiB, %.0f MiB", memoryBefore / MIB, memoryAfter / MIB);
        table.print(out);
        out.flush();
    }

    private static void row(Table table, String what, String format, Object... values) {
        table.row(what, String.format(Locale.ROOT, format, values));
    }
}
