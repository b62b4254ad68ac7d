package dev.hawkeye.aggregator.input;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracker's view of a detection. Its unit is the height of the picture, so that it follows pictures of every size
 * alike.
 */
public final class Observations {
    private Observations() {}

    /** One for each object, in the same order. */
    public static List<Observation> of(Detection detection) {
        double height = Math.max(1, detection.getHeight());
        List<Observation> observations = new ArrayList<>(detection.getObjects().size());
        for (DetectedObject object : detection.getObjects()) {
            Box box = pixels(object).dividedBy(height, height);
            observations.add(new Observation(box, object.getConfidence(), object.getClassName()));
        }
        return observations;
    }

    /** Where an object is in its picture. */
    static Box pixels(DetectedObject object) {
        return new Box(object.getX1(), object.getY1(), object.getX2(), object.getY2());
    }
}
