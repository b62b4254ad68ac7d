package dev.hawkeye.models.coco;

import java.util.List;
import java.util.OptionalDouble;

/**
 * COCO's scores, 0 to 1, higher is better. An average over nothing, such as large objects when there are none, is
 * absent.
 *
 * @param map mean average precision over the IoU thresholds 0.50, 0.55 … 0.95 (mAP50-95), averaged over the classes
 * that have objects
 * @param map50 mean average precision at an IoU of 0.50
 * @param map75 mean average precision at an IoU of 0.75
 * @param mapSmall like {@code map}, for objects of at most 32² pixels
 * @param mapMedium like {@code map}, for objects between 32² and 96² pixels
 * @param mapLarge like {@code map}, for objects of at least 96² pixels
 * @param classes the classes that have objects, by class id
 */
public record CocoScore(
        OptionalDouble map,
        OptionalDouble map50,
        OptionalDouble map75,
        OptionalDouble mapSmall,
        OptionalDouble mapMedium,
        OptionalDouble mapLarge,
        List<ClassScore> classes) {
    public CocoScore {
        classes = List.copyOf(classes);
    }

    /**
     * @param objects number of objects to be found in all pictures, excluding crowds
     * @param ap average precision over the IoU thresholds 0.50, 0.55 … 0.95 (AP50-95)
     * @param ap50 average precision at an IoU of 0.50
     */
    public record ClassScore(int classId, int objects, double ap, double ap50) {}

    /** The number of objects to be found in all pictures. */
    public int objects() {
        return classes.stream().mapToInt(ClassScore::objects).sum();
    }
}
