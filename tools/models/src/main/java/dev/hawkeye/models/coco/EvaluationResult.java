package dev.hawkeye.models.coco;

import java.util.List;

/**
 * What an {@link Evaluation} found.
 *
 * @param pictures that were analysed
 * @param failed pictures that could not be and do not count, nor do their objects; one line each, with the reason
 */
public record EvaluationResult(CocoScore score, int pictures, List<String> failed) {
    public EvaluationResult {
        failed = List.copyOf(failed);
    }
}
