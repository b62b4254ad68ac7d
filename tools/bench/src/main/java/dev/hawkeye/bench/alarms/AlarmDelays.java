package dev.hawkeye.bench.alarms;

import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The delays of alarms, step by step. Not thread-safe. */
final class AlarmDelays {
    private static final double MOST = 0.99;

    private final List<Way> ways = new ArrayList<>();
    private int untold;

    /**
     * The timestamps of one event, in ms since 1970 by the broker's clock.
     *
     * @param captured when the picture that confirmed it was captured
     * @param frame when its frame was written
     * @param detection when the detection of that frame was written
     * @param event when the event was written
     * @param told when the receiver got the message
     */
    record Way(long captured, long frame, long detection, long event, long told) {}

    void add(Way way) {
        ways.add(way);
    }

    void addUntold() {
        untold++;
    }

    int untold() {
        return untold;
    }

    void print(PrintWriter out) {
        Map<String, ToLongFunction<Way>> steps = new LinkedHashMap<>();
        steps.put("capture to frame (drawn, encoded, written)", way -> way.frame() - way.captured());
        steps.put("frame to detection (analyzed, written)", way -> way.detection() - way.frame());
        steps.put("detection to event (committed, followed)", way -> way.event() - way.detection());
        steps.put("event to delivery (committed, read, sent)", way -> way.told() - way.event());
        steps.put("capture to delivery", way -> way.told() - way.captured());
        out.printf(Locale.ROOT, "%d events, %d of them not delivered%n", ways.size() + untold, untold);
        Table table = Table.of("ms", ">median", ">p99", ">longest");
        steps.forEach((name, step) -> {
            long[] sorted = ways.stream().mapToLong(step).sorted().toArray();
            table.row(name, part(sorted, 0.5), part(sorted, MOST), part(sorted, 1));
        });
        table.print(out);
        out.flush();
    }

    private static String part(long[] sorted, double part) {
        return sorted.length == 0 ? "-" : Long.toString(sorted[(int) Math.floor(part * (sorted.length - 1))]);
    }
}
