package dev.hawkeye.ingest.clips;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of clips. Only an ingest with clips enabled has them. */
public final class ClipMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Clips");

    private static final String CAMERA = "camera";

    static final Metric RING_BYTES =
            ALL.gauge("hawkeye.clips.ring.bytes", "bytes", "Encoded packets of all cameras, kept for future clips");
    static final Metric STORED = ALL.counter("hawkeye.clips.stored", "clips", "Event clips that were stored", CAMERA);
    static final Metric STORED_BYTES =
            ALL.counter("hawkeye.clips.stored.bytes", "bytes", "Bytes of the clips that were stored", CAMERA);
    static final Metric ABSENT = ALL.counter(
            "hawkeye.clips.absent",
            "clips",
            "Events that should have a clip but have none, by reason: restarted, ring, clock, silent, budget, spool, failed or store",
            CAMERA,
            "reason");
    static final Metric OPEN = ALL.gauge("hawkeye.clips.open", "clips", "Event clips that are being written");
    static final Metric SPOOL_BYTES = ALL.gauge(
            "hawkeye.clips.spool.bytes",
            "bytes",
            "Disk space used by clips that are being written or waiting to be stored");
    static final Metric SPOOL_CLIPS =
            ALL.gauge("hawkeye.clips.spool.clips", "clips", "Clips that are waiting to be stored");
    static final Metric UPLOAD_LAG = ALL.gauge(
            "hawkeye.clips.upload.lag.seconds",
            "seconds",
            "How long the oldest waiting clip has waited to be stored; 0 when none is waiting");
    static final Metric UPLOAD_FAILURES =
            ALL.counter("hawkeye.clips.upload.failures", "tries", "Failed attempts to store a clip");

    private ClipMetrics() {}
}
