package dev.hawkeye.models.coco;

import java.util.List;

/**
 * The result of an {@link Evaluation}.
 *
 * @param pictures number of analyzed pictures
 * @param failed pictures that could not be analyzed, one line each with the reason; neither they nor their objects
 * count
 */
public record EvaluationResult(CocoScore score, int pictures, List<String> failed) {
    public EvaluationResult {
        failed = List.copyOf(failed);
    }
}
