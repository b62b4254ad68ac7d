package dev.hawkeye.tracking;

import java.util.Map;
import java.util.TreeMap;

/**
 * The class of a track, by vote: each sighting votes for its class with its score, so a van that the detector sees as a
 * car in one frame and as a truck in another is one object of one class. Keeps the {@value #MAX_CLASSES} strongest
 * classes. Mutable.
 */
final class ClassVotes {
    static final int MAX_CLASSES = 8;

    private final Map<String, Double> weights;
    private String winner = "";

    ClassVotes(Map<String, Double> weights) {
        this.weights = new TreeMap<>(weights);
        findWinner();
    }

    void add(Map<String, Double> votes) {
        votes.forEach((className, weight) -> weights.merge(className, weight, Double::sum));
        while (weights.size() > MAX_CLASSES) {
            weights.remove(weakest());
        }
        findWinner();
    }

    /** The class with the most weight; on a tie, the first in alphabetical order. */
    String winner() {
        return winner;
    }

    boolean hasAny(Map<String, Double> classes) {
        for (String className : classes.keySet()) {
            if (weights.containsKey(className)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Double> weights() {
        return new TreeMap<>(weights);
    }

    private void findWinner() {
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Double> vote : weights.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                winner = vote.getKey();
            }
        }
    }

    private String weakest() {
        String weakest = "";
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Double> vote : weights.entrySet()) {
            if (vote.getValue() < least) {
                least = vote.getValue();
                weakest = vote.getKey();
            }
        }
        return weakest;
    }
}
