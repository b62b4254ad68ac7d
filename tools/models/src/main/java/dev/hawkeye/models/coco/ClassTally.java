package dev.hawkeye.models.coco;

import dev.hawkeye.vision.detection.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The results of one class over all pictures, and its average precision ({@code accumulate} of pycocotools). In
 * descending order of confidence over the detections of all pictures, precision is the share of correct detections so
 * far, and recall the share of objects found so far. At each recall threshold, the best precision from there on counts,
 * or 0 if that recall is never reached; the mean of these is the average precision.
 */
final class ClassTally {
    /** Avoids 0 / 0; numpy's {@code spacing(1)}. */
    private static final double EPSILON = Math.ulp(1.0);

    private final List<MatchVerdict> verdicts = new ArrayList<>();
    private final int[] objects = new int[AreaRange.values().length];
    private boolean sorted;

    void add(List<TrueObject> objectsOfPicture, List<Box> detections) {
        for (AreaRange area : AreaRange.values()) {
            objects[area.index()] += (int) objectsOfPicture.stream()
                    .filter(object -> Matching.counts(object, area))
                    .count();
        }
        verdicts.addAll(Matching.verdicts(objectsOfPicture, detections));
        sorted = false;
    }

    /** The number of objects to be found. */
    int objects(AreaRange area) {
        return objects[area.index()];
    }

    /** @return the mean over all IoU thresholds; empty without objects */
    OptionalDouble averagePrecision(AreaRange area) {
        return objects(area) == 0
                ? OptionalDouble.empty()
                : IntStream.range(0, Thresholds.IOUS)
                        .mapToDouble(threshold -> precision(area, threshold))
                        .average();
    }

    /** @return the average precision at one IoU threshold; empty without objects */
    OptionalDouble averagePrecision(AreaRange area, int threshold) {
        return objects(area) == 0 ? OptionalDouble.empty() : OptionalDouble.of(precision(area, threshold));
    }

    private double precision(AreaRange area, int threshold) {
        sort();
        double[] precision = new double[verdicts.size()];
        double[] recall = new double[verdicts.size()];
        int count = 0;
        double right = 0;
        double wrong = 0;
        for (MatchVerdict verdict : verdicts) {
            if (verdict.isRight(area, threshold)) {
                right++;
            } else if (verdict.isWrong(area, threshold)) {
                wrong++;
            } else {
                continue;
            }
            precision[count] = right / (right + wrong + EPSILON);
            recall[count++] = right / objects(area);
        }
        for (int i = count - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double sum = 0;
        int at = 0;
        for (int i = 0; i < Thresholds.RECALLS; i++) {
            while (at < count && recall[at] < Thresholds.recall(i)) {
                at++;
            }
            sum += at < count ? precision[at] : 0;
        }
        return sum / Thresholds.RECALLS;
    }

    /** Sorts; equal scores keep the order of the pictures. */
    private void sort() {
        if (!sorted) {
            verdicts.sort(Comparator.comparingDouble(verdict -> -verdict.score()));
            sorted = true;
        }
    }
}
