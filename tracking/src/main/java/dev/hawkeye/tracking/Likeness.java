package dev.hawkeye.tracking;

/**
 * The cost of a box as the next sighting of a track: 0 for a perfect fit, up to 1, or {@link #IMPOSSIBLE}.
 *
 * <p>Overlap alone fails at a few frames per second, when the boxes of one walker in two frames do not touch. So where
 * the motion is known, the distance of the centers and the change of size count too, and a box that does not touch is
 * possible within the uncertainty of the prediction (the cost of SR-Track; normalized distance as in DIoU, Zheng et al.
 * 2020, but by the size of the objects instead of the box around both, which says little for boxes far from each
 * other).
 */
enum Likeness {
    /** A good box at the expected position. */
    EXPECTED {
        @Override
        double cost(Track track, Thing thing) {
            Box expected = track.expected();
            Box box = thing.box();
            double overlap = expected.iou(box);
            boolean touches = overlap >= TOUCHES;
            if (!touches && isFarther(MAX_DISTANCE, expected, box)) {
                return IMPOSSIBLE; // the case for almost all pairs in a crowd
            }
            double distance = distance(expected, box);
            double taller = taller(expected, box);
            double wider = wider(expected, box);
            if (!touches
                    && (taller > MAX_TALLER
                            || wider > 1.5 * MAX_TALLER
                            || track.motion().surprise(box) > MAX_SURPRISE)) {
                return IMPOSSIBLE;
            }
            double cost = (0.75 * (1 - overlap)
                            + 0.5 * Math.min(1, distance / MAX_DISTANCE)
                            + 0.75 * Math.min(1, taller + wider / 2))
                    / 2;
            return cost <= MAX_COST ? cost : IMPOSSIBLE;
        }
    },

    /** A good box of a class that the track never had: only if there is hardly any doubt. */
    OTHER_CLASS {
        @Override
        double cost(Track track, Thing thing) {
            return overlap(track.expected(), thing.box(), 0.4);
        }
    },

    /** A box with a low score at the expected position: something half hidden, or nothing at all (ByteTrack). */
    DIM {
        @Override
        double cost(Track track, Thing thing) {
            return overlap(track.expected(), thing.box(), 0.25);
        }
    },

    /** A good box near a track that did something unexpected: both boxes are enlarged by half (C-BIoU). */
    NEAR {
        @Override
        double cost(Track track, Thing thing) {
            Box expected = track.expected();
            if (taller(expected, thing.box()) > MAX_TALLER) {
                return IMPOSSIBLE;
            }
            return overlap(buffered(expected), buffered(thing.box()), 0.2);
        }
    },

    /**
     * A good box near a track that has been seen only once, so its speed is still unknown: at 2 frames per second, a
     * cyclist moves by more than its own size between two frames.
     */
    SECOND {
        @Override
        double cost(Track track, Thing thing) {
            Box expected = track.expected();
            Box box = thing.box();
            if (track.hits() > 1 || isFarther(MAX_FIRST_STEP, expected, box)) {
                return IMPOSSIBLE;
            }
            double taller = taller(expected, box);
            double wider = wider(expected, box);
            if (taller > MAX_FIRST_GROWTH
                    || wider > 1.5 * MAX_FIRST_GROWTH
                    || track.motion().surprise(box) > MAX_SURPRISE) {
                return IMPOSSIBLE;
            }
            return (distance(expected, box) / MAX_FIRST_STEP + taller + wider / 2) / 3;
        }
    };

    static final double IMPOSSIBLE = 1e6;

    private static final double TOUCHES = 0.2;
    private static final double MAX_DISTANCE = 1;
    /** Logarithm of the ratio of two heights. */
    private static final double MAX_TALLER = 0.8;
    /**
     * Squared standard deviations, of two coordinates. 95 % of the objects that keep their motion are within 6; but
     * members of a group that starts to walk are not, and each of them is soon where the next one was.
     */
    private static final double MAX_SURPRISE = 30;
    /** In object sizes, as {@link #MAX_DISTANCE}. */
    private static final double MAX_FIRST_STEP = 2;
    /** Logarithm of the ratio of two heights. */
    private static final double MAX_FIRST_GROWTH = 0.6;

    private static final double MAX_COST = 0.7;
    private static final double BUFFER = 0.25;

    abstract double cost(Track track, Thing thing);

    private static double overlap(Box expected, Box box, double least) {
        double overlap = expected.iou(box);
        return overlap >= least ? 1 - overlap : IMPOSSIBLE;
    }

    private static double taller(Box a, Box b) {
        return Math.abs(Math.log(a.height() / b.height()));
    }

    private static double wider(Box a, Box b) {
        return Math.abs(Math.log(a.width() / b.width()));
    }

    /** Distance between the centers, in units of the boxes' mean size. */
    private static double distance(Box a, Box b) {
        return Math.sqrt(squaredDistance(a, b) / Math.sqrt(a.area() * b.area()));
    }

    /** Whether {@link #distance} is greater than {@code sizes}, without a root, since every pair needs this. */
    private static boolean isFarther(double sizes, Box a, Box b) {
        double squared = squaredDistance(a, b) / (sizes * sizes);
        return squared * squared > a.area() * b.area();
    }

    private static double squaredDistance(Box a, Box b) {
        double x = (a.left() + a.right() - b.left() - b.right()) / 2;
        double y = (a.top() + a.bottom() - b.top() - b.bottom()) / 2;
        return x * x + y * y;
    }

    private static Box buffered(Box box) {
        double x = BUFFER * box.width();
        double y = BUFFER * box.height();
        return new Box(box.left() - x, box.top() - y, box.right() + x, box.bottom() + y);
    }
}
