package dev.hawkeye.analyze.tracks;

import dev.hawkeye.aggregator.input.Observations;
import dev.hawkeye.analyze.tracks.TrackedPicture.TrackedBox;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.Sighting;
import dev.hawkeye.tracking.Step;
import dev.hawkeye.tracking.Track;
import dev.hawkeye.tracking.Tracker;
import dev.hawkeye.tracking.Tracks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The objects in each picture of one video.
 *
 * <p>The records of the topic have only a few points of each object's path, so the boxes of every picture come from a
 * second run of the same tracker over the same detections in the same order. The tracker is deterministic, so the
 * numbers match those of the records.
 *
 * <p>An object counts from its first sighting, but it is confirmed some pictures later. So a picture is passed on only
 * once no tentative track is as old as it; the number of waiting pictures is bounded by the lifetime of a tentative
 * track. Not thread-safe.
 */
final class VideoTracks {
    /** Receives the pictures of a video in order. */
    interface Sink {
        void take(TrackedPicture picture) throws IOException;
    }

    private static final Comparator<TrackedBox> BY_NUMBER = Comparator.comparing(TrackedBox::number);

    private final Tracker tracker = new Tracker();
    private final Tracks tracks = new Tracks();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Sink sink;

    VideoTracks(Sink sink) {
        this.sink = sink;
    }

    /** @param aspect width of the picture divided by its height */
    private record Waiting(TrackedPicture picture, double aspect) {
        void add(Track track, Box box, float score) {
            picture.boxes().add(new TrackedBox(track.number(), box.dividedBy(aspect, 1), score));
        }
    }

    /** @param detection a detection without excluded boxes */
    void add(Detection detection) throws IOException {
        long time = detection.getCaptureTime().toEpochMilli();
        boolean known = detection.getSourceWidth() > 0 && detection.getSourceHeight() > 0;
        Waiting now = new Waiting(
                new TrackedPicture(
                        detection.getPicture(),
                        time,
                        known ? detection.getSourceWidth() : detection.getWidth(),
                        known ? detection.getSourceHeight() : detection.getHeight(),
                        new ArrayList<>()),
                (double) Math.max(1, detection.getWidth()) / Math.max(1, detection.getHeight()));
        waiting.add(now);
        if (detection.getFate() == Fate.DETECTED) {
            List<Observation> observations = Observations.of(detection);
            see(tracker.update(tracks, time, observations), observations, now);
        }
        handOn(firstOpen());
    }

    private void see(Step step, List<Observation> observations, Waiting now) {
        for (Step.Seen seen : step.seen()) {
            if (seen.justConfirmed()) {
                seen.track().early().forEach(sighting -> see(seen.track(), sighting));
            } else {
                Observation observation = observations.get(seen.observation());
                now.add(seen.track(), observation.box(), observation.score());
            }
        }
    }

    private void see(Track track, Sighting sighting) {
        for (Waiting one : waiting) {
            if (one.picture.time() == sighting.time()) {
                one.add(track, sighting.box(), sighting.score());
                return;
            }
        }
    }

    /** The capture time from which on new objects may still be confirmed. */
    private long firstOpen() {
        return tracks.live().stream()
                .filter(track -> !track.isConfirmed())
                .mapToLong(Track::firstSeen)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void handOn(long before) throws IOException {
        while (!waiting.isEmpty() && waiting.peek().picture.time() < before) {
            TrackedPicture picture = waiting.remove().picture;
            List<TrackedBox> boxes = picture.boxes().stream().sorted(BY_NUMBER).toList();
            sink.take(new TrackedPicture(picture.picture(), picture.time(), picture.width(), picture.height(), boxes));
        }
    }

    /** Call this after the last picture. */
    void end() throws IOException {
        handOn(Long.MAX_VALUE);
    }
}
