package dev.hawkeye.vision.detection;

import java.util.List;

/**
 * One detected object. Corners are in pixels of the full picture and clipped to it: 0 ≤ x1 ≤ x2 ≤ width, 0 ≤ y1 ≤ y2 ≤
 * height.
 *
 * @param classId index into the model's class names
 * @param confidence score, 0 to 1
 */
public record Box(int classId, float confidence, float x1, float y1, float x2, float y2) {

    /** Creates an object of another type from a box. */
    @FunctionalInterface
    public interface ObjectFactory<T> {
        T create(int classId, String className, float confidence, float x1, float y1, float x2, float y2);
    }

    /** Returns the area, in square pixels. */
    public double area() {
        return ((double) x2 - x1) * ((double) y2 - y1);
    }

    /** Returns the intersection over union with another box of any class, 0 to 1; 0 for two boxes without area. */
    public double iou(Box other) {
        double width = Math.min(x2, other.x2) - Math.max(x1, other.x1);
        double height = Math.min(y2, other.y2) - Math.max(y1, other.y1);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area() + other.area() - common);
    }

    /** @param classNames of the model, by class id */
    public <T> T to(List<String> classNames, ObjectFactory<T> factory) {
        return factory.create(classId, classNames.get(classId), confidence, x1, y1, x2, y2);
    }
}
