package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.aggregator.state.SeenObject;
import dev.hawkeye.schemas.DetectedObject;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One class in one frame.
 *
 * @param objects how many, at least 1
 * @param confidence highest confidence among them
 */
public record Sighting(int objects, float confidence) {

    /** The sightings in a frame, by class name. */
    public static SortedMap<String, Sighting> of(Iterable<DetectedObject> objects) {
        SortedMap<String, Sighting> seen = new TreeMap<>();
        for (DetectedObject object : objects) {
            seen.merge(object.getClassName(), new Sighting(1, object.getConfidence()), Sighting::and);
        }
        return seen;
    }

    /** The sighting of a class in an earlier frame; empty when it was not there. */
    public static Optional<Sighting> of(RecentFrame frame, String className) {
        Sighting seen = null;
        for (SeenObject object : frame.getObjects()) {
            if (object.getClassName().equals(className)) {
                Sighting one = new Sighting(1, object.getConfidence());
                seen = seen == null ? one : seen.and(one);
            }
        }
        return Optional.ofNullable(seen);
    }

    private Sighting and(Sighting other) {
        return new Sighting(objects + other.objects, Math.max(confidence, other.confidence));
    }
}
