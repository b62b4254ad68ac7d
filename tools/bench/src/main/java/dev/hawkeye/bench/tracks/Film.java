package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.tracking.Observation;
import java.util.List;
import java.util.Map;

/**
 * A drawn street and the boxes found in it.
 *
 * @param truth visible objects, by picture
 * @param unhidden all objects with their boxes as if nothing hid them, by picture
 * @param found boxes in pixels, by source and then by picture
 */
record Film(
        StreetSettings settings,
        List<List<StreetObject>> truth,
        List<List<StreetObject>> unhidden,
        Map<BoxSource, List<List<Observation>>> found) {
    /** The capture time of a picture, ms. */
    long time(int picture) {
        return Math.round(picture * 1000.0 / settings.fps());
    }
}
