package dev.hawkeye.bench.gate;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.commandline.Median;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.street.Street;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The measurements of one clip.
 *
 * @param frames due pictures
 * @param full pictures sent in full by the gate, including audits
 * @param audits pictures sent in full only to check for missed objects
 * @param drawing CPU time per due picture for drawing, ms, excluded from the other figures; 0 for a file
 * @param without CPU time per due picture without a gate, ms
 * @param with likewise, with the gate
 * @param parts CPU time per due picture of each part of the pipeline, ms, without a gate and with it, including drawing
 * and the end of the run
 * @param all objects of any confidence
 * @param clear objects with a confidence of at least {@link #CLEAR}
 * @param moving moving objects of a street; null for a file
 * @param events the events by kind
 * @param clearEvents events of objects that reached a confidence of {@link #CLEAR_ONCE} at least once without a gate;
 * partners may have any
 */
record ClipResult(
        Clip clip,
        int frames,
        int full,
        int audits,
        double drawing,
        double without,
        double with,
        Map<Part, double[]> parts,
        ObjectFrames all,
        ObjectFrames clear,
        MovingObjects moving,
        Map<String, EventPairs> events,
        EventPairs clearEvents) {
    static final double CLEAR = 0.5;

    /**
     * Half-hidden objects occasionally reach 0.6, are below the detector's limit in between, and come and go in any
     * run.
     */
    static final double CLEAR_ONCE = 0.7;

    /**
     * @param fps due pictures per second
     * @param drawing the due pictures of a street; null for a file
     * @param without one run per round; their detections are equal, so only those of the first are compared
     * @param with likewise
     */
    static ClipResult of(
            Clip clip, double fps, Drawing drawing, List<GateRun.Result> without, List<GateRun.Result> with) {
        List<Detection> ungated = without.get(0).detections();
        List<Detection> gated = with.get(0).detections();
        List<List<DetectedObject>> found = Claims.of(ungated);
        List<List<DetectedObject>> claims = Claims.of(gated);
        List<Detection> full = gated.stream()
                .filter(detection -> detection.getFate() != Fate.UNCHANGED)
                .toList();
        double drawingMillis = drawing == null ? 0 : drawing.millis() / gated.size();
        return new ClipResult(
                clip,
                gated.size(),
                full.size(),
                (int) full.stream()
                        .filter(detection -> detection.getUnchangedSince() != null)
                        .count(),
                drawingMillis,
                median(without) - drawingMillis,
                median(with) - drawingMillis,
                parts(without, with),
                ObjectFrames.compare(found, claims, 0),
                ObjectFrames.compare(found, claims, CLEAR),
                drawing == null ? null : MovingObjects.of(drawing.truth(), fps, scale(gated), found, claims),
                EventPairs.compare(without.get(0).events(), with.get(0).events()),
                EventPairs.sum(EventPairs.compare(
                        EventPairs.ofClearObjects(without.get(0).events(), CLEAR_ONCE),
                        with.get(0).events())));
    }

    /** Pixels of the frames per pixel of the street. */
    private static double scale(List<Detection> detections) {
        return (double) detections.get(0).getWidth() / Street.WIDTH;
    }

    private static Map<Part, double[]> parts(List<GateRun.Result> without, List<GateRun.Result> with) {
        Map<Part, double[]> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new double[] {median(without, part), median(with, part)});
        }
        return parts;
    }

    private static double median(List<GateRun.Result> rounds, Part part) {
        return Median.of(rounds.stream()
                .mapToDouble(round -> round.parts().getOrDefault(part, 0.0))
                .toArray());
    }

    private static double median(List<GateRun.Result> rounds) {
        return Median.of(
                rounds.stream().mapToDouble(GateRun.Result::millisPerFrame).toArray());
    }
}
