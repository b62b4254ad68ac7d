package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Truth and tracks side by side: which objects and tracks each frame has, and how much their boxes overlap. Objects and
 * tracks are numbered from 0.
 *
 * @param objectBoxes how many boxes each object has
 * @param trackBoxes how many boxes each track has
 */
record Overlaps(List<Frame> frames, int[] objectBoxes, int[] trackBoxes) {
    /**
     * One frame.
     *
     * @param iou row by row, an object is a row and a track a column
     */
    record Frame(int[] objects, int[] tracks, double[] iou) {
        double iou(int row, int column) {
            return iou[row * tracks.length + column];
        }

        boolean empty() {
            return objects.length == 0 || tracks.length == 0;
        }
    }

    static Overlaps of(MotSequence truth, MotSequence result) {
        Numbers objects = new Numbers();
        Numbers tracks = new Numbers();
        Distractors distractors = new Distractors();
        List<Frame> frames = new ArrayList<>();
        for (int number = 1; number <= Math.max(truth.frames(), result.frames()); number++) {
            List<MotBox> all = truth.frame(number);
            List<MotBox> judged = all.stream().filter(MotBox::counts).toList();
            List<MotBox> found = distractors.without(
                    all, result.frame(number).stream().filter(MotBox::hasId).toList());
            frames.add(new Frame(objects.count(judged), tracks.count(found), iou(judged, found)));
        }
        return new Overlaps(frames, objects.boxes(), tracks.boxes());
    }

    static double[] iou(List<MotBox> rows, List<MotBox> columns) {
        double[] iou = new double[rows.size() * columns.size()];
        int i = 0;
        for (MotBox row : rows) {
            Box box = row.box();
            for (MotBox column : columns) {
                iou[i++] = box.iou(column.box());
            }
        }
        return iou;
    }

    int truthBoxes() {
        return sum(objectBoxes);
    }

    int resultBoxes() {
        return sum(trackBoxes);
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Numbers ids in the order of their first boxes, and counts the boxes. */
    private static final class Numbers {
        private final Map<Integer, Integer> numbers = new HashMap<>();
        private final List<Integer> boxes = new ArrayList<>();

        int[] count(List<MotBox> frame) {
            return frame.stream().mapToInt(this::count).toArray();
        }

        private int count(MotBox box) {
            int number = numbers.computeIfAbsent(box.id(), id -> {
                boxes.add(0);
                return boxes.size() - 1;
            });
            boxes.set(number, boxes.get(number) + 1);
            return number;
        }

        int[] boxes() {
            return boxes.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
