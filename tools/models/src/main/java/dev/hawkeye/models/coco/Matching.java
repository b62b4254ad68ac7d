package dev.hawkeye.models.coco;

import dev.hawkeye.vision.detection.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Matches detections and objects of one class in one picture by COCO's rules ({@code evaluateImg} of pycocotools). The
 * most confident detection chooses first, and takes the unmatched object with the largest overlap; an ignored object (a
 * crowd, or one outside the area range) only if no other reaches the threshold. A detection that matches an ignored
 * object is ignored as well, and so is an unmatched detection outside the area range.
 */
final class Matching {
    /** Maximum detections of one class in one picture; the most confident ones count. */
    private static final int MAX_DETECTIONS = 100;

    private final List<TrueObject> objects;
    private final List<Box> detections;
    private final double[][] ious;
    private final long[] right;
    private final long[] wrong;

    private Matching(List<TrueObject> objects, List<Box> detections) {
        this.objects = objects;
        this.detections = detections;
        this.ious = ious();
        this.right = new long[detections.size()];
        this.wrong = new long[detections.size()];
    }

    /** @return a verdict on each detection that counts, by descending confidence; ties keep their order */
    static List<MatchVerdict> verdicts(List<TrueObject> objects, List<Box> detections) {
        List<Box> best = detections.stream()
                .sorted(Comparator.comparingDouble(box -> -box.confidence()))
                .limit(MAX_DETECTIONS)
                .toList();
        return new Matching(objects, best).verdicts();
    }

    /** Whether an object counts. */
    static boolean counts(TrueObject object, AreaRange area) {
        return !object.crowd() && area.contains(object.area());
    }

    private List<MatchVerdict> verdicts() {
        for (AreaRange area : AreaRange.values()) {
            int[] order = countedFirst(area);
            for (int threshold = 0; threshold < Thresholds.IOUS; threshold++) {
                match(area, threshold, order);
            }
        }
        List<MatchVerdict> verdicts = new ArrayList<>(detections.size());
        for (int i = 0; i < detections.size(); i++) {
            verdicts.add(new MatchVerdict(detections.get(i).confidence(), right[i], wrong[i]));
        }
        return verdicts;
    }

    private int[] countedFirst(AreaRange area) {
        return IntStream.range(0, objects.size())
                .boxed()
                .sorted(Comparator.comparing(i -> !counts(objects.get(i), area)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void match(AreaRange area, int threshold, int[] order) {
        long bit = MatchVerdict.bit(area, threshold);
        boolean[] taken = new boolean[objects.size()];
        for (int i = 0; i < detections.size(); i++) {
            int match = match(area, threshold, order, ious[i], taken);
            if (match >= 0) {
                taken[match] = true;
                right[i] |= counts(objects.get(match), area) ? bit : 0;
            } else if (area.contains(detections.get(i).area())) {
                wrong[i] |= bit;
            }
        }
    }

    /** @return index of the object, -1 for none */
    private int match(AreaRange area, int threshold, int[] order, double[] overlaps, boolean[] taken) {
        double best = Thresholds.iou(threshold);
        int match = -1;
        for (int object : order) {
            if (taken[object] && !objects.get(object).crowd()) {
                continue;
            }
            if (match >= 0 && counts(objects.get(match), area) && !counts(objects.get(object), area)) {
                break;
            }
            if (overlaps[object] >= best) {
                best = overlaps[object];
                match = object;
            }
        }
        return match;
    }

    private double[][] ious() {
        return detections.stream()
                .map(box ->
                        objects.stream().mapToDouble(object -> iou(box, object)).toArray())
                .toArray(double[][]::new);
    }

    /** For a crowd, the share of the detection inside it. */
    private static double iou(Box box, TrueObject object) {
        double width = Math.min(box.x2(), object.x() + object.width()) - Math.max(box.x1(), object.x());
        double height = Math.min(box.y2(), object.y() + object.height()) - Math.max(box.y1(), object.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (object.crowd() ? box.area() : box.area() + object.width() * object.height() - common);
    }
}
