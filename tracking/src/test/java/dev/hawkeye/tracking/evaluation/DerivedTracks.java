package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Tracks that have all kinds of faults, always the same ones. */
final class DerivedTracks {
    private static final int TRACK_FRAMES = 40;
    private static final double LINKED = 0.3;

    private DerivedTracks() {}

    /** The truth with boxes moved, missing and added, and a new id every 40 frames, at another time for each object. */
    static MotSequence spoilt(MotSequence truth, long seed) {
        Random random = new Random(seed);
        List<List<MotBox>> frames = new ArrayList<>();
        for (int number = 1; number <= truth.frames(); number++) {
            List<MotBox> frame = new ArrayList<>();
            for (MotBox box : truth.frame(number)) {
                double move = random.nextInt(4) == 0 ? 0.3 : 0.05;
                Box moved = moved(box.box(), move * random.nextGaussian(), move * random.nextGaussian());
                if (random.nextInt(8) > 0) {
                    frame.add(new MotBox(box.id() * 1000 + (number + 7 * box.id()) / TRACK_FRAMES, moved));
                }
                if (random.nextInt(15) == 0) {
                    frame.add(new MotBox(box.id() * 1000 + 500, moved(moved, 1, 0)));
                }
            }
            frames.add(frame);
        }
        return MotSequence.of(frames);
    }

    /** Each detection gets the id of the one in the frame before that it overlaps most, if that is not taken. */
    static MotSequence linked(MotSequence detections) {
        int next = 1;
        Map<Integer, Box> before = Map.of();
        List<List<MotBox>> frames = new ArrayList<>();
        for (int number = 1; number <= detections.frames(); number++) {
            Map<Integer, Box> now = new HashMap<>();
            List<MotBox> frame = new ArrayList<>();
            for (MotBox detection : detections.frame(number)) {
                int id = mostOverlapping(detection.box(), before, now);
                id = id < 0 ? next++ : id;
                now.put(id, detection.box());
                frame.add(new MotBox(id, detection.box()));
            }
            before = now;
            frames.add(frame);
        }
        return MotSequence.of(frames);
    }

    private static int mostOverlapping(Box box, Map<Integer, Box> before, Map<Integer, Box> taken) {
        int best = -1;
        double most = LINKED;
        for (Map.Entry<Integer, Box> entry : before.entrySet()) {
            double iou = box.iou(entry.getValue());
            if (iou > most && !taken.containsKey(entry.getKey())) {
                best = entry.getKey();
                most = iou;
            }
        }
        return best;
    }

    private static Box moved(Box box, double widths, double heights) {
        double x = widths * box.width();
        double y = heights * box.height();
        return new Box(box.left() + x, box.top() + y, box.right() + x, box.bottom() + y);
    }

    /** As a file of the MOTChallenge, without classes. */
    static String text(MotSequence sequence) {
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= sequence.frames(); number++) {
            for (MotBox box : sequence.frame(number)) {
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%.4f,%.4f,%.4f,%.4f,1%n",
                        number,
                        box.id(),
                        box.box().left(),
                        box.box().top(),
                        box.box().width(),
                        box.box().height()));
            }
        }
        return text.toString();
    }
}
