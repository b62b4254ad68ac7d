package dev.hawkeye.models.coco;

/**
 * One object that is really in a picture. All in pixels of the full picture.
 *
 * @param classId class id of the model
 * @param x left edge
 * @param y upper edge
 * @param area in square pixels; of the object's outline where that is known, so it may be less than the box's
 * @param crowd a crowd that nobody separated into its members: what is detected in it counts neither as right nor
 *     as wrong
 */
public record TrueObject(int classId, double x, double y, double width, double height, double area, boolean crowd) {
    /** One object with the area of its box. */
    static TrueObject box(int classId, double x, double y, double width, double height) {
        return new TrueObject(classId, x, y, width, height, width * height, false);
    }
}
