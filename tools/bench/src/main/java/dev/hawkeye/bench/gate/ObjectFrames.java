package dev.hawkeye.bench.gate;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.tracking.Box;
import java.util.Comparator;
import java.util.List;

/**
 * Objects in frames, counted once per frame. Two objects of two runs match if they have the same class in the same
 * frame and their boxes overlap with an IoU of at least one half; each has at most one partner, the most confident
 * first.
 *
 * @param real objects found without a gate
 * @param lost real objects that the run with the gate does not claim
 * @param claimed objects of the run with the gate
 * @param untrue claimed objects that were not found without a gate
 */
record ObjectFrames(long real, long lost, long claimed, long untrue) {
    static final double SAME_PLACE = 0.5;
    private static final Comparator<DetectedObject> SUREST_FIRST =
            Comparator.comparingDouble((DetectedObject object) -> -object.getConfidence());

    /**
     * Compares two runs of the same clip.
     *
     * @param found objects by frame, without a gate
     * @param claims objects by frame, with the gate
     * @param confidence minimum confidence of an object that counts; its partner may have any, since a score that
     * fluctuates around a limit is not a change of the picture
     */
    static ObjectFrames compare(
            List<List<DetectedObject>> found, List<List<DetectedObject>> claims, double confidence) {
        if (found.size() != claims.size()) {
            throw new IllegalStateException("one run has " + found.size() + " frames, the other " + claims.size());
        }
        ObjectFrames sum = new ObjectFrames(0, 0, 0, 0);
        for (int frame = 0; frame < found.size(); frame++) {
            sum = sum.plus(ofFrame(found.get(frame), claims.get(frame), confidence));
        }
        return sum;
    }

    private static ObjectFrames ofFrame(List<DetectedObject> found, List<DetectedObject> claims, double confidence) {
        boolean[] taken = new boolean[claims.size()];
        long real = 0;
        long lost = 0;
        for (DetectedObject object : found.stream().sorted(SUREST_FIRST).toList()) {
            boolean counts = object.getConfidence() >= confidence;
            int partner = partner(object, claims, taken);
            real += counts ? 1 : 0;
            lost += counts && partner < 0 ? 1 : 0;
            if (partner >= 0) {
                taken[partner] = true;
            }
        }
        long claimed = 0;
        long untrue = 0;
        for (int i = 0; i < taken.length; i++) {
            boolean counts = claims.get(i).getConfidence() >= confidence;
            claimed += counts ? 1 : 0;
            untrue += counts && !taken[i] ? 1 : 0;
        }
        return new ObjectFrames(real, lost, claimed, untrue);
    }

    private static int partner(DetectedObject object, List<DetectedObject> claims, boolean[] taken) {
        int best = -1;
        double most = SAME_PLACE;
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && claims.get(i).getClassId() == object.getClassId()) {
                double overlap = box(object).iou(box(claims.get(i)));
                if (overlap >= most) {
                    most = overlap;
                    best = i;
                }
            }
        }
        return best;
    }

    static Box box(DetectedObject object) {
        return new Box(object.getX1(), object.getY1(), object.getX2(), object.getY2());
    }

    private ObjectFrames plus(ObjectFrames other) {
        return new ObjectFrames(real + other.real, lost + other.lost, claimed + other.claimed, untrue + other.untrue);
    }

    /** @return share of the objects found without a gate, 0 to 1 */
    double lostShare() {
        return real == 0 ? 0 : (double) lost / real;
    }

    /** @return share of the claimed objects, 0 to 1 */
    double untrueShare() {
        return claimed == 0 ? 0 : (double) untrue / claimed;
    }
}
