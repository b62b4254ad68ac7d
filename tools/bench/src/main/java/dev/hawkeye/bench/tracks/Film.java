package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.tracking.Observation;
import java.util.List;
import java.util.Map;

/**
 * A street, drawn, and what was found in it.
 *
 * @param truth what can be seen, by picture
 * @param unhidden all objects, with the boxes that they would have if nothing hid them, by picture
 * @param found boxes in pixels, by where they come from, and then by picture
 */
record Film(
        StreetSettings settings,
        List<List<StreetObject>> truth,
        List<List<StreetObject>> unhidden,
        Map<BoxSource, List<List<Observation>>> found) {
    /** Capture time of a picture, ms. */
    long time(int picture) {
        return Math.round(picture * 1000.0 / settings.fps());
    }
}
