package dev.hawkeye.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of an object that nearer things hide.
 *
 * <p>A detector's box ends where something nearer begins. When a truck passes in front of a waiting car, the car's
 * lower edge jumps up to the truck's roof and back; taken literally, the car crossed every line in between. But the
 * camera looks down on the ground, so a nearer object reaches further down in the picture, and a nearer box that covers
 * the place where an edge should be explains why the edge is not there. Then the edge is put where the track expects
 * it, as far as the nearer boxes reach, measured from the opposite edge if that is in view: a car whose roof is visible
 * has its wheels one height below.
 *
 * <p>Immutable; describes one box in one frame.
 *
 * @param whole the box with its hidden edges filled in; the same as the visible one if nothing is hidden
 * @param upright whether a lower or upper edge was filled in
 * @param sideways whether a left or right edge was filled in
 */
record Occlusion(Box whole, boolean upright, boolean sideways) {
    /** Fraction of the expected extent: a box that lacks less is not cut off, only inexact. */
    private static final double SHORT = 0.2;
    /** How near an edge must be to the box that hides what lies beyond it, in object sizes. */
    private static final double TOUCHES = 0.15;
    /** Fraction of an edge that must be covered. */
    private static final double COVERED = 0.5;

    /** A box that is taken literally. */
    static Occlusion none(Box seen) {
        return new Occlusion(seen, false, false);
    }

    /**
     * @param seen one of the {@code things}
     * @param expected the predicted box of the track
     */
    static Occlusion of(Box seen, Box expected, List<Thing> things) {
        boolean low = seen.height() < (1 - SHORT) * expected.height();
        boolean narrow = seen.width() < (1 - SHORT) * expected.width();
        if (!low && !narrow) {
            return none(seen);
        }
        Nearer nearer = new Nearer(seen, things);
        double top = seen.top();
        double bottom = seen.bottom();
        if (low && nearer.below >= COVERED * seen.width()) {
            bottom = Math.max(bottom, Math.min(top + expected.height(), nearer.bottom));
        }
        double left = seen.left();
        double right = seen.right();
        if (narrow) {
            boolean leftHidden = nearer.leftOf >= COVERED * seen.height();
            boolean rightHidden = nearer.rightOf >= COVERED * seen.height();
            if (leftHidden && !rightHidden) {
                left = Math.min(left, Math.max(right - expected.width(), nearer.left));
            } else if (rightHidden && !leftHidden) {
                right = Math.max(right, Math.min(left + expected.width(), nearer.right));
            } else if (leftHidden) {
                left = Math.min(left, Math.max(expected.left(), nearer.left));
                right = Math.max(right, Math.min(expected.right(), nearer.right));
            }
        }
        Box whole = new Box(left, top, right, bottom);
        return new Occlusion(whole, bottom != seen.bottom(), left != seen.left() || right != seen.right());
    }

    /** How much of each edge of a box borders on nearer ones, and how far those reach. */
    private static final class Nearer {
        private final double below;
        private final double leftOf;
        private final double rightOf;
        private double bottom = Double.NEGATIVE_INFINITY;
        private double left = Double.POSITIVE_INFINITY;
        private double right = Double.NEGATIVE_INFINITY;

        Nearer(Box seen, List<Thing> things) {
            double near = TOUCHES * Math.sqrt(seen.area());
            List<double[]> under = new ArrayList<>();
            List<double[]> atLeft = new ArrayList<>();
            List<double[]> atRight = new ArrayList<>();
            for (Thing thing : things) {
                Box box = thing.box();
                if (box.bottom() <= seen.bottom() || box.top() > seen.bottom() + near) {
                    continue;
                }
                if (add(under, seen.left(), seen.right(), box.left(), box.right())) {
                    bottom = Math.max(bottom, box.bottom());
                }
                if (box.left() < seen.left()
                        && box.right() > seen.left() - near
                        && add(atLeft, seen.top(), seen.bottom(), box.top(), box.bottom())) {
                    left = Math.min(left, box.left());
                }
                if (box.right() > seen.right()
                        && box.left() < seen.right() + near
                        && add(atRight, seen.top(), seen.bottom(), box.top(), box.bottom())) {
                    right = Math.max(right, box.right());
                }
            }
            below = length(under);
            leftOf = length(atLeft);
            rightOf = length(atRight);
        }

        /** @return whether the part from {@code begin} to {@code end} covers some of the edge */
        private static boolean add(List<double[]> parts, double from, double to, double begin, double end) {
            double first = Math.max(from, begin);
            double last = Math.min(to, end);
            return first < last && parts.add(new double[] {first, last});
        }

        /** Total length of the parts; where parts overlap, they count once. */
        private static double length(List<double[]> parts) {
            parts.sort(Comparator.comparingDouble(part -> part[0]));
            double length = 0;
            double reached = Double.NEGATIVE_INFINITY;
            for (double[] part : parts) {
                length += Math.max(0, part[1] - Math.max(reached, part[0]));
                reached = Math.max(reached, part[1]);
            }
            return length;
        }
    }
}
