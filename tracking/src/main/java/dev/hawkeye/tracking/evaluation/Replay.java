package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.Sighting;
import dev.hawkeye.tracking.Step;
import dev.hawkeye.tracking.Tracker;
import dev.hawkeye.tracking.Tracks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the tracker over the detections of a file. A track has only boxes that were seen; none is interpolated. */
public final class Replay {
    private static final double MILLIS = 1000;

    private final boolean online;
    private final Map<Long, Integer> frameAt = new HashMap<>();
    private final List<List<MotBox>> frames = new ArrayList<>();

    private Replay(boolean online) {
        this.online = online;
    }

    /**
     * Tracks detections as the pipeline records them: from their first sightings on, once they are confirmed.
     *
     * @param framesPerSecond above 0, at most 1000: the capture time of frame k is (k - 1) / framesPerSecond, to the
     *     millisecond
     */
    public static MotSequence of(MotSequence detections, double framesPerSecond) {
        return new Replay(false).run(detections, framesPerSecond);
    }

    /**
     * The same without what a frame could not know yet: the sightings of a track before the one that confirmed it. This
     * is how trackers are usually compared.
     */
    public static MotSequence online(MotSequence detections, double framesPerSecond) {
        return new Replay(true).run(detections, framesPerSecond);
    }

    private MotSequence run(MotSequence detections, double framesPerSecond) {
        Tracker tracker = new Tracker();
        Tracks tracks = new Tracks();
        for (int number = 1; number <= detections.frames(); number++) {
            long time = Math.round((number - 1) * MILLIS / framesPerSecond);
            frameAt.put(time, frames.size());
            frames.add(new ArrayList<>());
            List<MotBox> boxes = detections.frame(number);
            Step step = tracker.update(
                    tracks,
                    time,
                    boxes.stream()
                            .map(box ->
                                    new Observation(box.box(), (float) box.score(), Integer.toString(box.category())))
                            .toList());
            for (Step.Seen seen : step.seen()) {
                add(seen, time, boxes.get(seen.observation()));
            }
        }
        return MotSequence.of(frames);
    }

    private void add(Step.Seen seen, long time, MotBox box) {
        int id = Math.toIntExact(seen.track().number());
        if (seen.justConfirmed() && !online) {
            for (Sighting early : seen.track().early()) {
                frames.get(frameAt.get(early.time())).add(new MotBox(id, early.box()));
            }
        } else {
            frames.get(frameAt.get(time)).add(new MotBox(id, box.box()));
        }
    }
}
