package dev.hawkeye.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing in a frame: a box, and its possible classes. Boxes of different classes that are almost the same are one
 * thing of uncertain class, whether the detector was asked for several classes per box or found two boxes of a van.
 *
 * @param index of the observation with the highest score, from which box and score are taken
 * @param votes score by class
 */
record Thing(int index, Box box, float score, Map<String, Double> votes) {
    private static final double SAME = 0.85;

    /** In order of descending score. */
    static List<Thing> of(List<Observation> observations) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            Box box = observations.get(i).box();
            if (box.width() > 0 && box.height() > 0) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparing(i -> -observations.get(i).score()));
        List<Thing> things = new ArrayList<>();
        for (int i : order) {
            Observation one = observations.get(i);
            Thing known = sameAs(one, things);
            if (known == null) {
                Map<String, Double> votes = new TreeMap<>();
                votes.put(one.className(), (double) one.score());
                things.add(new Thing(i, one.box(), one.score(), votes));
            } else {
                known.votes.put(one.className(), (double) one.score());
            }
        }
        return things;
    }

    private static Thing sameAs(Observation one, List<Thing> things) {
        for (Thing thing : things) {
            if (!thing.votes.containsKey(one.className()) && thing.box.iou(one.box()) >= SAME) {
                return thing;
            }
        }
        return null;
    }
}
