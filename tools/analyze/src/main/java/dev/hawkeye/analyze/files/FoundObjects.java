package dev.hawkeye.analyze.files;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.paint.ShownObject;
import java.util.List;

/** The objects of records in the form in which they are painted into their picture. */
public final class FoundObjects {
    private FoundObjects() {}

    /** Returns them in the same order. */
    public static List<ShownObject> shown(List<DetectedObject> objects) {
        return objects.stream().map(FoundObjects::shown).toList();
    }

    private static ShownObject shown(DetectedObject object) {
        return new ShownObject(
                new Box(
                        object.getClassId(),
                        object.getConfidence(),
                        object.getX1(),
                        object.getY1(),
                        object.getX2(),
                        object.getY2()),
                object.getClassName());
    }
}
