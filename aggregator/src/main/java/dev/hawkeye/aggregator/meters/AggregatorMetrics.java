package dev.hawkeye.aggregator.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of the aggregator, except for those of {@link WindowMetrics}. */
public final class AggregatorMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Aggregator");

    private static final String CAMERA = "camera";

    static final Metric DETECTIONS = ALL.counter(
            "hawkeye.aggregator.detections",
            "frames",
            "Detections read, by the fate of their frame: DETECTED, UNCHANGED, SHED or FAILED; work repeated after a crash"
                    + " counts again here, but not in the windows",
            CAMERA,
            "fate");
    static final Metric SOURCE_BYTES = ALL.counter(
            "hawkeye.aggregator.source.bytes", "bytes", "Bytes that the source sent for these frames", CAMERA);
    static final Metric LATE = ALL.counter(
            "hawkeye.aggregator.late",
            "frames",
            "Frames that arrived after all their windows had closed, and are not counted",
            CAMERA);
    static final Metric REPEATED = ALL.counter(
            "hawkeye.aggregator.repeated", "frames", "Frames that had already been counted, and were skipped", CAMERA);
    static final Metric UNDECODABLE = ALL.counter(
            "hawkeye.aggregator.undecodable",
            "records",
            "Records of the detections topic that hold no detection, or one that cannot be counted; each becomes a dead"
                    + " letter in detections.dlq");
    static final Metric FORGOTTEN = ALL.counter(
            "hawkeye.aggregator.forgotten",
            "cameras",
            "Cameras that were forgotten: silent for a day, or silent the longest when there were too many");
    static final Metric WINDOWS_OPEN =
            ALL.gauge("hawkeye.aggregator.windows.open", "windows", "Windows that are still open");
    static final Metric WINDOWS_CLOSED =
            ALL.counter("hawkeye.aggregator.windows.closed", "windows", "Windows that became final", CAMERA);
    static final Metric EVENTS = ALL.counter(
            "hawkeye.aggregator.events", "events", "Events sent: a class appeared, or left", CAMERA, "kind");
    static final Metric OBJECTS =
            ALL.counter("hawkeye.aggregator.objects", "objects", "Different objects seen: confirmed tracks", CAMERA);
    static final Metric OBJECTS_ENDED =
            ALL.counter("hawkeye.aggregator.objects.ended", "objects", "Confirmed tracks that have ended", CAMERA);
    static final Metric CROSSINGS = ALL.counter(
            "hawkeye.aggregator.crossings", "crossings", "Objects that crossed a line", CAMERA, "line", "direction");
    static final Metric ENTERED =
            ALL.counter("hawkeye.aggregator.zone.entered", "visits", "Zone visits that began", CAMERA, "zone");
    static final Metric EXITED =
            ALL.counter("hawkeye.aggregator.zone.exited", "visits", "Zone visits that ended", CAMERA, "zone");
    static final Metric DWELL = ALL.counter(
            "hawkeye.aggregator.zone.dwell.seconds",
            "seconds",
            "Dwell time of the zone visits that ended",
            CAMERA,
            "zone");
    static final Metric TALLIES_REFUSED = ALL.counter(
            "hawkeye.aggregator.tallies.refused",
            "tallies",
            "Tallies of objects, zones and lines that are in no window, because it has no room for more classes, zones or lines");
    static final Metric KEYFRAMES_KEPT =
            ALL.counter("hawkeye.aggregator.keyframes.kept", "keyframes", "Event pictures kept on the site", CAMERA);
    static final Metric KEYFRAMES =
            ALL.counter("hawkeye.aggregator.keyframes", "keyframes", "Keyframes uploaded", CAMERA);
    static final Metric KEYFRAMES_WITHHELD = ALL.counter(
            "hawkeye.aggregator.keyframes.withheld",
            "keyframes",
            "Event keyframes that were not uploaded, by reason: interval, budget, gone, undecodable, unreadable or"
                    + " too_large",
            CAMERA,
            "reason");
    static final Metric UPLOADED_BYTES =
            ALL.counter("hawkeye.aggregator.uploaded.bytes", "bytes", "JPEG bytes of uploaded keyframes", CAMERA);

    private AggregatorMetrics() {}
}
