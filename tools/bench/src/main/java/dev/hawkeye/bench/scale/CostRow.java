package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.List;
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
    private static final double MILLIS = 1e3;
    private static final double KIB = 1024;

    static void print(List<CostRow> rows, PrintWriter out) {
        Table table = Table.of(
                ">cameras",
                ">frames/s",
                ">ingest, ms",
                ">detect, ms",
                ">aggregate, ms",
                ">ingest, MiB",
                ">detect, MiB",
                ">aggregate, MiB",
                ">frames, KiB",
                ">detections, KiB",
                ">results, KiB");
        rows.forEach(row -> row.addTo(table));
        table.print(out);
        out.println("\nms: of processor per frame; MiB: memory; KiB: per frame");
        out.flush();
    }

    private void addTo(Table table) {
        table.row(
                cameras,
                Table.number("%.1f", perSecond),
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
        return Table.number("%.1f", MILLIS * cores.get(service) / perSecond);
    }

    private String mebibytes(String service) {
        return Table.number("%.0f", residentKiB.get(service) / KIB);
    }

    private String kibibytes(long total) {
        return Table.number("%.2f", total / frames / KIB);
    }
}
