package dev.hawkeye.vision.detection;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The wanted classes of a model, and their minimum scores, in addition to {@link DetectionLimits#confidence()}, which
 * applies to all. The best class of a box decides, as in Ultralytics' predict mode: if it is not wanted, the box does
 * not become an object of another class. Immutable.
 */
public final class ClassScores {
    /** Every class, with the minimum score for all. */
    public static final ClassScores ANY = new ClassScores(new float[0]);

    /** By class id; classes beyond its end have no minimum. */
    private final float[] scores;

    private ClassScores(float[] scores) {
        this.scores = scores;
    }

    /**
     * @param classNames of the model, by class id; several classes may have the same name
     * @param wanted names of the wanted classes; empty for all
     * @param confidence by class name: a box needs a higher score than this
     * @throws IllegalArgumentException when the model lacks one of the classes
     */
    public static ClassScores of(List<String> classNames, Collection<String> wanted, Map<String, Float> confidence) {
        known(classNames, wanted);
        known(classNames, confidence.keySet());
        if (wanted.isEmpty() && confidence.isEmpty()) {
            return ANY;
        }
        float[] scores = new float[classNames.size()];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int id = 0; id < scores.length; id++) {
            String name = classNames.get(id);
            boolean in = wanted.isEmpty() || wanted.contains(name);
            scores[id] = in ? confidence.getOrDefault(name, Float.NEGATIVE_INFINITY) : Float.POSITIVE_INFINITY;
        }
        return new ClassScores(scores);
    }

    private static void known(List<String> classNames, Collection<String> names) {
        for (String name : names) {
            if (!classNames.contains(name)) {
                throw new IllegalArgumentException("the model has no class '" + name + "'");
            }
        }
    }

    boolean admit(int classId, float score) {
        return classId >= scores.length || score > scores[classId];
    }
}
