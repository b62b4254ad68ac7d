package dev.hawkeye.models.coco;

import dev.hawkeye.vision.detection.Box;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares detections with the ground truth by COCO's rules for boxes, with exactly the figures of pycocotools' {@code
 * COCOeval}: IoU 0.50 to 0.95, 101 recall thresholds, at most 100 detections per class and picture, crowds and area
 * ranges. Pictures are added one by one; their order matters only among detections of equal confidence. Not
 * thread-safe.
 */
public final class CocoEvaluator {
    private final Map<Integer, ClassTally> classes = new TreeMap<>();

    /** @param found detections in the same picture; confidences are compared across all pictures */
    public void add(List<TrueObject> objects, List<Box> found) {
        Map<Integer, List<TrueObject>> objectsByClass =
                objects.stream().collect(Collectors.groupingBy(TrueObject::classId));
        Map<Integer, List<Box>> foundByClass = found.stream().collect(Collectors.groupingBy(Box::classId));
        Set<Integer> ids = new TreeSet<>(objectsByClass.keySet());
        ids.addAll(foundByClass.keySet());
        for (int id : ids) {
            classes.computeIfAbsent(id, any -> new ClassTally())
                    .add(objectsByClass.getOrDefault(id, List.of()), foundByClass.getOrDefault(id, List.of()));
        }
    }

    /** The score of all pictures so far. */
    public CocoScore score() {
        return new CocoScore(
                mean(tally -> tally.averagePrecision(AreaRange.ALL)),
                mean(tally -> tally.averagePrecision(AreaRange.ALL, Thresholds.IOU_50)),
                mean(tally -> tally.averagePrecision(AreaRange.ALL, Thresholds.IOU_75)),
                mean(tally -> tally.averagePrecision(AreaRange.SMALL)),
                mean(tally -> tally.averagePrecision(AreaRange.MEDIUM)),
                mean(tally -> tally.averagePrecision(AreaRange.LARGE)),
                classes.entrySet().stream()
                        .filter(entry -> entry.getValue().objects(AreaRange.ALL) > 0)
                        .map(entry -> classScore(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private OptionalDouble mean(Function<ClassTally, OptionalDouble> figure) {
        return classes.values().stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static CocoScore.ClassScore classScore(int id, ClassTally tally) {
        return new CocoScore.ClassScore(
                id,
                tally.objects(AreaRange.ALL),
                tally.averagePrecision(AreaRange.ALL).orElseThrow(),
                tally.averagePrecision(AreaRange.ALL, Thresholds.IOU_50).orElseThrow());
    }
}
