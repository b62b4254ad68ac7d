package dev.hawkeye.replay;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what a replay found against what the live run found. A window is compared if it lies wholly in the period, the replay had all of
 * its frames, and the live run did nothing in it that a replay does not. Immutable.
 */
final class Comparison {
    private final List<Measure> measures;
    private final List<WindowDifference> differing = new ArrayList<>();
    private final List<EventDifference> events;
    private final Set<WindowKey> compared = new TreeSet<>();
    private final Set<WindowKey> leftOut = new TreeSet<>();

    /** @param frames what was replayed, by camera id */
    Comparison(Outcome live, Outcome replay, LiveGaps gaps, Map<String, CameraFrames> frames, Bounds bounds) {
        List<Tally> counts = new ArrayList<>();
        Map<WindowKey, WindowCount> all = new TreeMap<>(replay.windows());
        all.putAll(live.windows());
        all.forEach((key, either) -> {
            if (isSince(frames, key.camera(), key.start())
                    && gaps.spare(key.camera(), key.start(), either.getWindowEnd())) {
                compared.add(key);
                counts.add(window(key, live.windows().get(key), replay.windows().get(key)));
            } else {
                leftOut.add(key);
            }
        });
        differing.sort(WindowDifference.MOST_FIRST);
        List<Event> liveEvents = since(frames, live.events());
        List<Event> replayEvents = since(frames, replay.events());
        events = EventDifference.of(liveEvents, replayEvents);
        measures = List.of(
                Measure.of("counts", bounds.counts(), counts),
                Measure.of("objects", bounds.objects(), tallies(objects(live, frames), objects(replay, frames))),
                Measure.of(
                        "crossings", bounds.crossings(), tallies(crossings(live, frames), crossings(replay, frames))),
                Measure.of("events", bounds.events(), tallies(happened(liveEvents), happened(replayEvents))));
    }

    private Tally window(WindowKey key, WindowCount live, WindowCount replay) {
        if (live == null || !live.equals(replay)) {
            differing.add(WindowDifference.of(key, live, replay));
        }
        return new Tally(
                key.camera(), key.className(), WindowDifference.detections(live), WindowDifference.detections(replay));
    }

    /** Whether the replay knows of that time what the live run knew. */
    private static boolean isSince(Map<String, CameraFrames> frames, String camera, Instant time) {
        return frames.containsKey(camera) && !time.isBefore(frames.get(camera).begin());
    }

    private static List<Event> since(Map<String, CameraFrames> frames, List<Event> events) {
        return events.stream()
                .filter(event -> isSince(frames, event.getCamera(), event.getStart()))
                .toList();
    }

    private record Subject(String camera, String what) {}

    private static Map<Subject, Long> objects(Outcome outcome, Map<String, CameraFrames> frames) {
        Map<Subject, Long> sums = new HashMap<>();
        for (Track track : outcome.objects()) {
            if (isSince(frames, track.getCamera(), track.getFirstSeen())) {
                sums.merge(new Subject(track.getCamera(), track.getClassName()), 1L, Long::sum);
            }
        }
        return sums;
    }

    private static Map<Subject, Long> crossings(Outcome outcome, Map<String, CameraFrames> frames) {
        Map<Subject, Long> sums = new HashMap<>();
        for (Track track : outcome.objects()) {
            if (isSince(frames, track.getCamera(), track.getFirstSeen())) {
                for (LineCrossing crossing : track.getCrossings()) {
                    String what = track.getClassName() + ' ' + crossing.getLine() + ' ' + crossing.getDirection();
                    sums.merge(new Subject(track.getCamera(), what), 1L, Long::sum);
                }
            }
        }
        return sums;
    }

    private static Map<Subject, Long> happened(List<Event> events) {
        Map<Subject, Long> sums = new HashMap<>();
        events.forEach(event -> sums.merge(new Subject(event.getCamera(), EventDifference.what(event)), 1L, Long::sum));
        return sums;
    }

    private static List<Tally> tallies(Map<Subject, Long> live, Map<Subject, Long> replay) {
        Set<Subject> all = new HashSet<>(live.keySet());
        all.addAll(replay.keySet());
        return all.stream()
                .map(subject -> new Tally(
                        subject.camera(),
                        subject.what(),
                        live.getOrDefault(subject, 0L),
                        replay.getOrDefault(subject, 0L)))
                .toList();
    }

    List<Measure> measures() {
        return measures;
    }

    /** Windows that are not the same record in both, those that differ most first. */
    List<WindowDifference> differing() {
        return differing;
    }

    /** Events that only one of the runs has, in their order. */
    List<EventDifference> events() {
        return events;
    }

    int compared() {
        return compared.size();
    }

    int leftOut() {
        return leftOut.size();
    }
}
