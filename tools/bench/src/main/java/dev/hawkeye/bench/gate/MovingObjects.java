package dev.hawkeye.bench.gate;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.tracking.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The moving objects of a drawn street, counted once per frame. In most streets nearly all objects are parked, and a
 * gate that lost everything that moves would still lose few objects; here only those that move count, and what is true
 * is known from the street, not from a run without a gate.
 *
 * @param real moving objects
 * @param found of these, the objects that the run without a gate finds in place
 * @param claimed of these, the objects that the run with the gate claims in place
 * @param foundNear like {@code found}, in place or near
 * @param claimedNear like {@code claimed}, in place or near
 */
record MovingObjects(long real, long found, long claimed, long foundNear, long claimedNear) {
    static final int MIN_HEIGHT = 20;
    private static final double MOVED = 0.15;
    private static final double NEAR = 0.2;

    /**
     * Compares two runs with the truth. An object is in place if a box of its class overlaps its own with an IoU of at
     * least 0.5, near with 0.2. It moves if its center is at least 0.15 of its longer side from where it was a second
     * before, or will be a second later if it is new; objects less than {@value #MIN_HEIGHT} pixels high do not count.
     *
     * @param truth objects by frame, in pixels of the street
     * @param fps frames per second
     * @param scale pixels of the frames per pixel of the street
     * @param found objects by frame, without a gate
     * @param claims objects by frame, with the gate
     */
    static MovingObjects of(
            List<List<StreetObject>> truth,
            double fps,
            double scale,
            List<List<DetectedObject>> found,
            List<List<DetectedObject>> claims) {
        if (truth.size() != found.size() || truth.size() != claims.size()) {
            throw new IllegalStateException("the street has " + truth.size() + " frames, the runs have " + found.size()
                    + " and " + claims.size());
        }
        List<Map<Integer, StreetObject>> tracks = truth.stream()
                .map(objects -> {
                    Map<Integer, StreetObject> byTrack = new HashMap<>();
                    objects.forEach(object -> byTrack.put(object.track(), object));
                    return byTrack;
                })
                .toList();
        int second = (int) Math.max(1, Math.round(fps));
        long[] counts = new long[5];
        for (int frame = 0; frame < truth.size(); frame++) {
            for (StreetObject object : moving(tracks, frame, second)) {
                double without = overlap(object, scale, found.get(frame));
                double with = overlap(object, scale, claims.get(frame));
                counts[0]++;
                counts[1] += without >= ObjectFrames.SAME_PLACE ? 1 : 0;
                counts[2] += with >= ObjectFrames.SAME_PLACE ? 1 : 0;
                counts[3] += without >= NEAR ? 1 : 0;
                counts[4] += with >= NEAR ? 1 : 0;
            }
        }
        return new MovingObjects(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static List<StreetObject> moving(List<Map<Integer, StreetObject>> tracks, int frame, int second) {
        List<StreetObject> moving = new ArrayList<>();
        tracks.get(frame).forEach((track, object) -> {
            StreetObject other = at(tracks, frame - second, track);
            other = other == null ? at(tracks, frame + second, track) : other;
            if (object.height() >= MIN_HEIGHT && other != null && hasMoved(object, other)) {
                moving.add(object);
            }
        });
        return moving;
    }

    private static StreetObject at(List<Map<Integer, StreetObject>> tracks, int frame, int track) {
        return frame < 0 || frame >= tracks.size() ? null : tracks.get(frame).get(track);
    }

    private static boolean hasMoved(StreetObject object, StreetObject other) {
        double across = object.x() + object.width() / 2 - other.x() - other.width() / 2;
        double down = object.y() + object.height() / 2 - other.y() - other.height() / 2;
        return Math.hypot(across, down) >= MOVED * Math.max(object.width(), object.height());
    }

    private static double overlap(StreetObject object, double scale, List<DetectedObject> boxes) {
        Box box = new Box(
                scale * object.x(),
                scale * object.y(),
                scale * (object.x() + object.width()),
                scale * (object.y() + object.height()));
        return boxes.stream()
                .filter(other -> object.kind().label().contentEquals(other.getClassName()))
                .mapToDouble(other -> box.iou(ObjectFrames.box(other)))
                .max()
                .orElse(0);
    }
}
