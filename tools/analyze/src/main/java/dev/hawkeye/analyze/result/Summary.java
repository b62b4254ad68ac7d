package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.analyze.result.CameraTotals.ClassTotals;
import dev.hawkeye.schemas.Fate;
import java.util.List;
import java.util.Map;

/**
 * The summary of an analysis: summary.json.
 *
 * @param problems skipped or truncated input, one sentence each
 * @param seconds duration of the analysis
 */
public record Summary(List<Camera> cameras, Model model, List<String> problems, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One video.
     *
     * @param lines crossings by line, direction and class
     * @param zones visits by zone and class
     */
    public record Camera(
            String camera,
            String source,
            long frames,
            Map<Fate, Long> fates,
            Map<String, ClassTotals> classes,
            Map<String, Map<String, Map<String, Long>>> lines,
            Map<String, Map<String, Visits>> zones,
            long events,
            long keyframes,
            Bytes bytes) {}

    /**
     * Visits of one zone by objects of one class.
     *
     * @param meanDwellSeconds mean duration, seconds
     */
    public record Visits(long visits, double meanDwellSeconds) {
        /** The visits of both together. */
        public Visits plus(Visits other) {
            long both = visits + other.visits;
            double seconds = visits * meanDwellSeconds + other.visits * other.meanDwellSeconds;
            return new Visits(both, both == 0 ? 0 : seconds / both);
        }
    }

    /** Bytes of the video that was read, and of the pictures extracted from it for the detector. */
    public record Bytes(long source, long frames) {}

    /** @param input width × height of the model's input; for a dynamic shape, "any" and the square that it fits into */
    public record Model(String name, String sha256, String input) {}

    /** The summary as JSON, for people and programs. */
    public String json() {
        return JSON.valueToTree(this).toPrettyString();
    }
}
