package dev.hawkeye.vision;

/**
 * One detected object. Corners are in pixels of the full picture and clipped to it: 0 ≤ x1 ≤ x2 ≤ width, 0 ≤ y1 ≤ y2 ≤
 * height.
 *
 * @param classId index into {@link ModelInfo#classNames()}
 * @param confidence score, 0 to 1
 */
public record Box(int classId, float confidence, float x1, float y1, float x2, float y2) {}
