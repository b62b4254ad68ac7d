package dev.hawkeye.vision.detection;

/**
 * Greedy non-maximum suppression within each class. Offered boxes by descending score, it keeps those that overlap no
 * kept box of their class by more than the threshold. Since the strongest come first, the first {@code most} kept boxes
 * are the result, and the work ends there. Not thread-safe; reusable after {@link #clear()}.
 */
final class Suppression {
    private final float threshold;
    private final int[] classes;
    private final float[] corners;
    private final float[] areas;
    private int kept;

    Suppression(float threshold, int most) {
        this.threshold = threshold;
        this.classes = new int[most];
        this.corners = new float[4 * most];
        this.areas = new float[most];
    }

    void clear() {
        kept = 0;
    }

    boolean full() {
        return kept == classes.length;
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
