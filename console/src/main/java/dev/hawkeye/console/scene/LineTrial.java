package dev.hawkeye.console.scene;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.tracking.presence.Crossing;
import dev.hawkeye.tracking.presence.LineCrossings;
import dev.hawkeye.tracking.presence.LineState;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.scene.Line;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The counts that a line would have produced for past objects, by the rules of the pipeline itself. */
public final class LineTrial {
    private final LineCrossings crossings;
    /** Crossings by class, then by direction. */
    private final Map<String, Map<String, Long>> crossed = new TreeMap<>();

    private LineTrial(Line line) {
        crossings = new LineCrossings(line);
    }

    public static TrialCounts of(Line line, List<TrackView> tracks) {
        LineTrial trial = new LineTrial(line);
        tracks.forEach(trial::follow);
        return new TrialCounts(
                trial.crossed.entrySet().stream()
                        .map(each -> new ClassCount(
                                each.getKey(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                List.of(),
                                each.getValue().entrySet().stream()
                                        .map(one -> new LineCount(line.name(), one.getKey(), one.getValue()))
                                        .toList()))
                        .toList(),
                0,
                0);
    }

    private void follow(TrackView track) {
        Consumer<Crossing> count = crossing -> crossed.computeIfAbsent(track.className(), name -> new TreeMap<>())
                .merge(crossing.direction(), 1L, Long::sum);
        List<Position> way = Ways.of(track);
        LineState state = LineState.START;
        for (int i = 1; i < way.size(); i++) {
            state = crossings.next(state, way.get(i - 1), way.get(i), track.className(), count);
        }
        if (track.isFinal() && !way.isEmpty()) {
            crossings.end(state, way.get(way.size() - 1), track.className(), count);
        }
    }
}
