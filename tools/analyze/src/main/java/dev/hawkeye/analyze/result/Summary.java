package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.analyze.result.CameraTotals.ClassTotals;
import dev.hawkeye.schemas.Fate;
import java.util.List;
import java.util.Map;

/**
 * The summary of an analysis: summary.json.
 *
 * @param problems what was skipped or truncated, one sentence each
 * @param seconds duration of the analysis
 */
public record Summary(List<Camera> cameras, Model model, List<String> problems, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One video. */
    public record Camera(
            String camera,
            String source,
            long frames,
            Map<Fate, Long> fates,
            Map<String, ClassTotals> classes,
            long events,
            long keyframes,
            Bytes bytes) {}

    /** Bytes of the video that was read, and of the pictures that were made of it for the detector. */
    public record Bytes(long source, long frames) {}

    /** @param input width × height of the model's input, "any" for a dynamic shape: the square it fits into */
    public record Model(String name, String sha256, String input) {}

    /** For people and programs. */
    public String json() {
        return JSON.valueToTree(this).toPrettyString();
    }
}
