package dev.hawkeye.aggregator.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of each camera's last final window, with the same figures as the counts topic. */
public final class WindowMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Last final window");

    private static final String CAMERA = "camera";
    private static final String CLASS = "class";

    static final Metric END = ALL.gauge(
            "hawkeye.window.end.timestamp.seconds",
            "seconds since 1970",
            "End of the camera's last final window, in capture time; this series and those below start with the"
                    + " first window that becomes final while an instance has the camera, and end when another instance"
                    + " takes it",
            CAMERA);
    static final Metric FRAMES = ALL.gauge(
            "hawkeye.window.frames",
            "frames",
            "Frames of that window by fate: DETECTED, SHED or FAILED; an UNCHANGED frame counts as the one it refers to",
            CAMERA,
            "fate");
    static final Metric MEAN = ALL.gauge(
            "hawkeye.window.mean",
            "objects per frame",
            "Objects of the class per analyzed frame of that window; 0 for a class that was in an earlier window but is no"
                    + " longer seen",
            CAMERA,
            CLASS);
    static final Metric PEAK = ALL.gauge(
            "hawkeye.window.peak",
            "objects",
            "Maximum number of objects of the class in one frame of that window",
            CAMERA,
            CLASS);
    static final Metric FRAMES_WITH = ALL.gauge(
            "hawkeye.window.frames.with", "frames", "Analyzed frames of that window with the class", CAMERA, CLASS);

    static final Metric OBJECTS = ALL.gauge(
            "hawkeye.window.objects",
            "objects",
            "Different objects of the class that were seen in that window",
            CAMERA,
            CLASS);
    static final Metric ZONE_MEAN = ALL.gauge(
            "hawkeye.window.zone.mean",
            "objects",
            "Average number of objects of all classes in the zone, over the analyzed frames of that window",
            CAMERA,
            "zone");

    private WindowMetrics() {}
}
