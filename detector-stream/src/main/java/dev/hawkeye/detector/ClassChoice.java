package dev.hawkeye.detector;

import dev.hawkeye.settings.Check;
import dev.hawkeye.vision.detection.ClassScores;
import java.util.List;
import java.util.Map;

/**
 * Which of the model's classes are detected for a camera; keys of the camera in hawkeye.yaml. Immutable, validated on
 * construction.
 *
 * @param classes names of the classes; empty for all
 * @param confidence minimum score by class name, 0 to 1, where it is higher than the one for all classes
 */
public record ClassChoice(List<String> classes, Map<String, Float> confidence) {
    /** All classes. */
    public static final ClassChoice ANY = new ClassChoice(List.of(), Map.of());

    public ClassChoice {
        classes = List.copyOf(classes);
        confidence = Map.copyOf(confidence);
        confidence.forEach((name, score) -> Check.zeroToOne("confidence." + name, score));
    }

    /** @throws IllegalArgumentException when the model lacks one of the classes */
    ClassScores of(List<String> classNames) {
        return ClassScores.of(classNames, classes, confidence);
    }
}
