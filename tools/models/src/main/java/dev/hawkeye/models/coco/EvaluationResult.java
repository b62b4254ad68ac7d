package dev.hawkeye.models.coco;

import java.util.List;

/**
 * The result of an {@link Evaluation}.
 *
 * @param pictures that were analyzed
 * @param failed pictures that could not be analyzed and do not count, nor do their objects; one line each, with the reason
 */
public record EvaluationResult(CocoScore score, int pictures, List<String> failed) {
    public EvaluationResult {
        failed = List.copyOf(failed);
    }
}
