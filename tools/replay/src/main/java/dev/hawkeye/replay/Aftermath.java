package dev.hawkeye.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The times when the objects of two runs cannot be equal, because the live run did not see everything that the replay
 * sees. Such a time begins with a gap in the live run, such as the first shed frame, and ends when no object of that
 * time is left in either run: an object missed in one frame may have another number, or be split in two, as long as it
 * is in view. Boxes are not affected: an analyzed frame has the same boxes in both runs, whatever preceded it.
 *
 * <p>Immutable.
 */
final class Aftermath {
    /** An object that is no longer seen ends within 3.5 s, and the results of its end are known a frame later. */
    private static final Duration OVER = Duration.ofSeconds(5);

    private final Map<String, List<Span>> spans;

    /** A range of capture times, inclusive; without objects, {@code to} is when the effects of the gap end. */
    private record Span(Instant from, Instant to) {
        boolean meets(Instant begin, Instant end) {
            return !begin.isAfter(to) && !end.isBefore(from);
        }
    }

    /**
     * @param lives the lives of the objects of both runs
     * @param afterwards how long a class that is no longer seen counts as present
     */
    Aftermath(LiveGaps gaps, Collection<Life> lives, Duration afterwards) {
        Map<String, List<Life>> byCamera = lives.stream().collect(Collectors.groupingBy(Life::camera));
        Duration over = OVER.compareTo(afterwards) > 0 ? OVER : afterwards;
        spans = gaps.cameras().stream()
                .collect(Collectors.toMap(
                        camera -> camera,
                        camera -> spans(gaps.of(camera), byCamera.getOrDefault(camera, List.of()), over)));
    }

    private static List<Span> spans(List<LiveGaps.Gap> gaps, List<Life> lives, Duration over) {
        List<Life> byBegin =
                lives.stream().sorted(Comparator.comparing(Life::first)).toList();
        List<Span> spans = new ArrayList<>();
        for (LiveGaps.Gap gap : gaps) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && gap.to().plus(over).compareTo(last.to) <= 0) {
                continue; // it lies within the aftermath of an earlier gap
            }
            Instant end = gap.to().plus(over);
            for (Life life : byBegin) {
                Instant gone = life.last().plus(over);
                if (!life.first().isAfter(end) && !gone.isBefore(gap.before()) && gone.isAfter(end)) {
                    end = gone;
                }
            }
            spans.add(new Span(gap.before(), end));
        }
        return spans;
    }

    /** Whether the objects of a camera are equal in both runs between two times. */
    boolean spares(String camera, Instant begin, Instant end) {
        return spans.getOrDefault(camera, List.of()).stream().noneMatch(span -> span.meets(begin, end));
    }
}
