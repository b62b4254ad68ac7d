package dev.hawkeye.vision.detection;

/**
 * Greedy non-maximum suppression within each class. Boxes are offered by descending score; it keeps those that overlap
 * no kept box of their class by more than the threshold. Since the strongest come first, the first {@code most} kept
 * boxes are the result, and the work ends there. Not thread-safe; reusable after {@link #begin}.
 */
final class Suppression {
    private float threshold;
    private int most;
    private int[] classes = new int[0];
    private float[] corners = new float[0];
    private float[] areas = new float[0];
    private int kept;

    /** Starts with nothing kept. */
    void begin(float overlap, int boxes) {
        threshold = overlap;
        most = boxes;
        kept = 0;
        if (classes.length < boxes) {
            classes = new int[boxes];
            corners = new float[4 * boxes];
            areas = new float[boxes];
        }
    }

    boolean full() {
        return kept == most;
    }

    /** @return whether the box is kept; call only while not {@link #full()} */
    boolean keep(int classId, float x1, float y1, float x2, float y2) {
        float area = (x2 - x1) * (y2 - y1);
        for (int i = 0; i < kept; i++) {
            if (classes[i] == classId) {
                float width = Math.min(x2, corners[4 * i + 2]) - Math.max(x1, corners[4 * i]);
                float height = Math.min(y2, corners[4 * i + 3]) - Math.max(y1, corners[4 * i + 1]);
                float common = Math.max(0, width) * Math.max(0, height);
                if (common > threshold * (area + areas[i] - common)) {
                    return false;
                }
            }
        }
        classes[kept] = classId;
        corners[4 * kept] = x1;
        corners[4 * kept + 1] = y1;
        corners[4 * kept + 2] = x2;
        corners[4 * kept + 3] = y2;
        areas[kept++] = area;
        return true;
    }
}
