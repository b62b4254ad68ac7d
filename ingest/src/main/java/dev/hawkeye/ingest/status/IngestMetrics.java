package dev.hawkeye.ingest.status;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of ingest. Each has the label "camera", whose values are the configured camera ids. */
public final class IngestMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Ingest");

    private static final String CAMERA = "camera";

    static final Metric PICTURES =
            ALL.counter("hawkeye.ingest.pictures", "pictures", "Pictures read from the source", CAMERA);
    static final Metric FRAMES =
            ALL.counter("hawkeye.ingest.frames", "frames", "Frame records that Kafka has acknowledged", CAMERA);
    static final Metric FRAMES_DROPPED = ALL.counter(
            "hawkeye.ingest.frames.dropped",
            "frames",
            "Frames due for analysis that were dropped before they reached Kafka",
            CAMERA);
    static final Metric FRAME_BYTES =
            ALL.counter("hawkeye.ingest.frame.bytes", "bytes", "JPEG bytes in acknowledged frame records", CAMERA);
    static final Metric SOURCE_BYTES =
            ALL.counter("hawkeye.ingest.source.bytes", "bytes", "Compressed bytes read from the source", CAMERA);
    static final Metric RECONNECTS =
            ALL.counter("hawkeye.ingest.reconnects", "openings", "Times the camera was lost and opened again", CAMERA);
    static final Metric CAMERA_UP = ALL.gauge(
            "hawkeye.ingest.camera.up",
            "0 or 1",
            "1 while the camera streams; 0 while it does not, or after it failed for good; absent once its file has been read"
                    + " to the end, or while another instance reads it",
            CAMERA);
    static final Metric ENCODING = ALL.summary(
            "hawkeye.ingest.encoding.seconds",
            "seconds",
            "Time to decode, scale and JPEG-encode one frame, including the pictures skipped before it",
            CAMERA);

    static final Metric GATE_FRAMES = ALL.counter(
            "hawkeye.ingest.gate.frames",
            "frames",
            "Due pictures by the gate's decision: unchanged (sent without a JPEG), or the reason for sending it in full",
            CAMERA,
            "decision");
    static final Metric GATE_AUDITED = ALL.counter(
            "hawkeye.ingest.gate.audited",
            "objects",
            "Clear objects in pictures that seemed unchanged but were analyzed anyway",
            CAMERA);
    static final Metric GATE_MISSED =
            ALL.counter("hawkeye.ingest.gate.missed", "objects", "Audited objects that would have been missed", CAMERA);

    private IngestMetrics() {}
}
