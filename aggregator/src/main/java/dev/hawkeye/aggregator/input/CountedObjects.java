package dev.hawkeye.aggregator.input;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.scene.Scene;
import java.util.List;

/** Drops the objects that the masks and size limits of their camera ignore. Thread-safe. */
public final class CountedObjects {
    private final ByCamera<Scene> scenes;

    public CountedObjects(ByCamera<Scene> scenes) {
        this.scenes = scenes;
    }

    /** @return the detection with the objects that count; the same one if all do */
    public Detection of(Detection detection) {
        Scene scene = scenes.of(detection.getCamera());
        List<DetectedObject> counted = detection.getObjects().stream()
                .filter(object -> scene.counts(object.getClassName(), relative(object, detection)))
                .toList();
        return counted.size() == detection.getObjects().size()
                ? detection
                : Detection.newBuilder(detection).setObjects(counted).build();
    }

    private static Box relative(DetectedObject object, Detection detection) {
        double width = Math.max(1, detection.getWidth());
        double height = Math.max(1, detection.getHeight());
        return Observations.pixels(object).dividedBy(width, height);
    }
}
