package dev.hawkeye.models.coco;

import java.util.stream.IntStream;

/** COCO's thresholds: numpy's {@code linspace}, exact to the last bit, since values can equal a threshold. */
final class Thresholds {
    /** Intersection over union from 0.50 to 0.95. */
    private static final double[] IOU = linspace(0.5, 0.95, 10);
    /** Recall from 0 to 1. */
    private static final double[] RECALL = linspace(0, 1, 101);

    static final int IOUS = IOU.length;
    static final int IOU_50 = 0;
    static final int IOU_75 = 5;
    static final int RECALLS = RECALL.length;

    private Thresholds() {}

    static double iou(int index) {
        return IOU[index];
    }

    static double recall(int index) {
        return RECALL[index];
    }

    private static double[] linspace(double first, double last, int count) {
        double step = (last - first) / (count - 1);
        double[] values =
                IntStream.range(0, count).mapToDouble(i -> i * step + first).toArray();
        values[count - 1] = last;
        return values;
    }
}
