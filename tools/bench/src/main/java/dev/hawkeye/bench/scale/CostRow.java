package dev.hawkeye.bench.scale;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of a number of cameras.
 *
 * @param perSecond detections per second of all cameras
 * @param cores CPU time of each service per second
 * @param residentKiB memory of each service
 * @param bytes the bytes added to the topics in the measured time
 * @param frames number of frames in that time
 */
record CostRow(
        int cameras,
        double perSecond,
        Map<String, Double> cores,
        Map<String, Long> residentKiB,
        TopicSizes bytes,
        double frames) {
    private static final String FORMAT = "%8s %10s | %8s %8s %10s | %8s %8s %10s | %10s %12s %10s%n";
    private static final double MILLIS = 1e3;
    private static final double KIB = 1024;

    static void printHead(PrintStream out) {
        out.printf(FORMAT, "", "", "ms of processor", "per frame", "", "memory, MiB", "", "", "KiB per frame", "", "");
        out.printf(
                FORMAT,
                "cameras",
                "frames/s",
                "ingest",
                "detect",
                "aggregate",
                "ingest",
                "detect",
                "aggregate",
                "frames",
                "detections",
                "results");
    }

    void print(PrintStream out) {
        out.printf(
                FORMAT,
                cameras,
                number("%.1f", perSecond),
                millis("ingest"),
                millis("detect"),
                millis("aggregate"),
                mebibytes("ingest"),
                mebibytes("detect"),
                mebibytes("aggregate"),
                kibibytes(bytes.frames()),
                kibibytes(bytes.detections()),
                kibibytes(bytes.results()));
    }

    private String millis(String service) {
        return number("%.1f", MILLIS * cores.get(service) / perSecond);
    }

    private String mebibytes(String service) {
        return number("%.0f", residentKiB.get(service) / KIB);
    }

    private String kibibytes(long total) {
        return number("%.2f", total / frames / KIB);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
