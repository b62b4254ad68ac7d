package dev.hawkeye.tracking.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ground truth and tracks side by side: the objects and tracks of each frame, and how much their boxes overlap. Objects
 * and tracks are numbered from 0.
 */
final class Overlaps {
    private final List<Frame> frames;
    private final int[] objectBoxes;
    private final int[] trackBoxes;

    private Overlaps(List<Frame> frames, int[] objectBoxes, int[] trackBoxes) {
        this.frames = frames;
        this.objectBoxes = objectBoxes;
        this.trackBoxes = trackBoxes;
    }

    /**
     * One frame, with a row per object and a column per track. IoUs are not stored: in a crowd they would exhaust
     * memory.
     */
    static final class Frame {
        private final int[] objects;
        private final int[] tracks;
        private final List<MotBox> truth;
        private final List<MotBox> found;

        private Frame(int[] objects, int[] tracks, List<MotBox> truth, List<MotBox> found) {
            this.objects = objects;
            this.tracks = tracks;
            this.truth = truth;
            this.found = found;
        }

        /** The number of the object of each row. */
        int[] objects() {
            return objects;
        }

        /** The number of the track of each column. */
        int[] tracks() {
            return tracks;
        }

        double iou(int row, int column) {
            return truth.get(row).box().iou(found.get(column).box());
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
            frames.add(new Frame(objects.count(judged), tracks.count(found), judged, found));
        }
        return new Overlaps(frames, objects.boxes(), tracks.boxes());
    }

    List<Frame> frames() {
        return frames;
    }

    /** How many boxes each object has. */
    int[] objectBoxes() {
        return objectBoxes;
    }

    /** How many boxes each track has. */
    int[] trackBoxes() {
        return trackBoxes;
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
