package dev.hawkeye.analyze.boxes;

/**
 * One object, in pixels of the picture as a player shows it, relative to its top left corner.
 *
 * @param classId index of the class in the model
 * @param confidence 0 to 1
 * @param x left edge
 * @param y top edge
 */
record FoundBox(int classId, String className, double confidence, double x, double y, double width, double height) {}
