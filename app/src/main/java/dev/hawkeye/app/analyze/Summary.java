package dev.hawkeye.app.analyze;

import dev.hawkeye.app.analyze.CameraTotals.ClassTotals;
import dev.hawkeye.schemas.Fate;
import java.util.List;
import java.util.Map;

/** summary.json. */
public record Summary(List<Camera> cameras, Model model, double seconds) {
    public record Camera(
            String camera,
            String source,
            long frames,
            Map<Fate, Long> fates,
            Map<String, ClassTotals> classes,
            long events,
            long keyframes,
            Bytes bytes) {}

    /** Bytes that the camera delivered, of the JPEGs of all frames, and of the uploaded keyframes. */
    public record Bytes(long source, long frames, long uploaded) {}

    /** @param input width × height of the model's input, "any" for a dynamic shape: the square it fits into */
    public record Model(String name, String sha256, String input) {}
}
