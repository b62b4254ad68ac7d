package dev.hawkeye.site;

import dev.hawkeye.ingest.gate.IgnoredArea;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.Point;
import java.util.List;
import java.util.function.Function;

/** The areas in which gates ignore changes: under the masks, whose boxes are ignored anyway. */
public final class GateAreas {
    private GateAreas() {}

    /** By camera id. */
    public static Function<String, IgnoredArea> of(HawkeyeConfig config) {
        return camera -> {
            List<Mask> masks = config.aggregator().scenes().of(camera).masks();
            return (x, y) -> {
                Point point = new Point(x, y);
                return masks.stream().anyMatch(mask -> mask.points().contains(point));
            };
        };
    }
}
