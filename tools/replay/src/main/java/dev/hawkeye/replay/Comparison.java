package dev.hawkeye.replay;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the results of a replay with those of the live run. A window is compared if it lies entirely within the
 * period, the replay had all of its frames, and the live run has no gap in it; in the {@link Aftermath} of a gap, only
 * boxes are compared, and neither objects nor events. Immutable.
 */
final class Comparison {
    private final Aftermath aftermath;
    private final List<Measure> measures;
    private final List<WindowDifference> differing = new ArrayList<>();
    private final List<EventDifference> events;
    private final Set<WindowKey> compared = new TreeSet<>();
    private final Set<WindowKey> leftOut = new TreeSet<>();
    private final Set<WindowKey> boxesOnly = new TreeSet<>();

    /**
     * @param config settings of the live run
     * @param frames replayed frames, by camera id
     */
    Comparison(
            Outcome live,
            Outcome replay,
            LiveGaps gaps,
            AggregatorConfig config,
            Map<String, CameraFrames> frames,
            Bounds bounds) {
        List<Life> lives = new ArrayList<>(live.lives());
        lives.addAll(replay.lives());
        aftermath = new Aftermath(gaps, lives, config.leaveAfter());
        List<Tally> counts = new ArrayList<>();
        Map<WindowKey, WindowCount> all = new TreeMap<>(replay.windows());
        all.putAll(live.windows());
        all.forEach((key, either) -> {
            if (isSince(frames, key.camera(), key.start())
                    && gaps.spare(key.camera(), key.start(), either.getWindowEnd())) {
                boolean whole = aftermath.spares(
                        key.camera(), key.start(), either.getWindowEnd().plus(config.grace()));
                if (!whole) {
                    boxesOnly.add(key);
                }
                compared.add(key);
                counts.add(window(key, live.windows().get(key), replay.windows().get(key), whole));
            } else {
                leftOut.add(key);
            }
        });
        differing.sort(WindowDifference.MOST_FIRST);
        List<Event> liveEvents = comparable(frames, live.events());
        List<Event> replayEvents = comparable(frames, replay.events());
        events = EventDifference.of(liveEvents, replayEvents);
        measures = List.of(
                Measure.of("counts", bounds.counts(), counts),
                Measure.of("objects", bounds.objects(), tallies(objects(live, frames), objects(replay, frames))),
                Measure.of(
                        "crossings", bounds.crossings(), tallies(crossings(live, frames), crossings(replay, frames))),
                Measure.of("events", bounds.events(), tallies(happened(liveEvents), happened(replayEvents))));
    }

    /** @param whole whether to compare its objects, too */
    private Tally window(WindowKey key, WindowCount live, WindowCount replay, boolean whole) {
        boolean same = whole ? live != null && live.equals(replay) : WindowDifference.boxes(live, replay);
        if (!same) {
            differing.add(WindowDifference.of(key, live, replay));
        }
        return new Tally(
                key.camera(), key.className(), WindowDifference.detections(live), WindowDifference.detections(replay));
    }

    /** Whether the replay has everything from that time on that the live run had. */
    private static boolean isSince(Map<String, CameraFrames> frames, String camera, Instant time) {
        return frames.containsKey(camera) && !time.isBefore(frames.get(camera).begin());
    }

    private List<Event> comparable(Map<String, CameraFrames> frames, Collection<Event> events) {
        return events.stream()
                .filter(event -> isSince(frames, event.getCamera(), event.getStart())
                        && aftermath.spares(event.getCamera(), event.getStart(), event.getConfirmed()))
                .toList();
    }

    private boolean isComparable(Map<String, CameraFrames> frames, Track track) {
        return isSince(frames, track.getCamera(), track.getFirstSeen())
                && aftermath.spares(track.getCamera(), track.getFirstSeen(), track.getLastSeen());
    }

    private record Subject(String camera, String what) {}

    private Map<Subject, Long> objects(Outcome outcome, Map<String, CameraFrames> frames) {
        Map<Subject, Long> sums = new HashMap<>();
        for (Track track : outcome.objects()) {
            if (isComparable(frames, track)) {
                sums.merge(new Subject(track.getCamera(), track.getClassName()), 1L, Long::sum);
            }
        }
        return sums;
    }

    private Map<Subject, Long> crossings(Outcome outcome, Map<String, CameraFrames> frames) {
        Map<Subject, Long> sums = new HashMap<>();
        for (Track track : outcome.objects()) {
            if (isComparable(frames, track)) {
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

    /** The windows whose records differ, the largest differences first. */
    List<WindowDifference> differing() {
        return differing;
    }

    /** The events that only one of the runs has, in order. */
    List<EventDifference> events() {
        return events;
    }

    int compared() {
        return compared.size();
    }

    int leftOut() {
        return leftOut.size();
    }

    /** Whether there were results, and none of them could be compared. */
    boolean isEmpty() {
        return compared.isEmpty()
                && !leftOut.isEmpty()
                && measures.stream().allMatch(measure -> measure.live() == 0 && measure.replay() == 0);
    }

    /** The number of compared windows whose objects were not compared. */
    int boxesOnly() {
        return boxesOnly.size();
    }
}
