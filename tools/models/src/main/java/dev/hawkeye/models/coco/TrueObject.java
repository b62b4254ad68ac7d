package dev.hawkeye.models.coco;

/**
 * One object of the ground truth. All in pixels of the full picture.
 *
 * @param classId class id of the model
 * @param x left edge
 * @param y upper edge
 * @param area the area in square pixels; that of the object's outline if known, so it may be less than the box's
 * @param crowd a crowd whose members are not labeled: detections in it count neither as right nor as wrong
 */
public record TrueObject(int classId, double x, double y, double width, double height, double area, boolean crowd) {
    /** An object with the area of its box. */
    static TrueObject box(int classId, double x, double y, double width, double height) {
        return new TrueObject(classId, x, y, width, height, width * height, false);
    }
}
