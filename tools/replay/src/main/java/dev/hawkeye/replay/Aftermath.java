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
 * When the objects of two runs cannot be the same, since the live run had not seen all that the replay sees. That begins with the first
 * frame that it has shed and ends when no object of that time is left in either run: an object that was missed in one frame may
 * have another number, and may be two, for as long as it is in view. Boxes are another matter: a frame that was analyzed has
 * the same in both runs, whatever was before it.
 *
 * <p>Immutable.
 */
final class Aftermath {
    /** An object that is not seen any more is over within 3.5 s, and what follows from its end is known a frame later. */
    private static final Duration OVER = Duration.ofSeconds(5);

    private final Map<String, List<Span>> spans;

    /** Capture times, both included; without an object {@code to} is that of the end of what may still be known. */
    private record Span(Instant from, Instant to) {
        boolean meets(Instant begin, Instant end) {
            return !begin.isAfter(to) && !end.isBefore(from);
        }
    }

    /**
     * @param lives of the objects of both runs
     * @param afterwards how long a class that is not seen any more counts as there
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
                continue; // it began and ended in the aftermath of one before
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

    /** Whether objects of a camera are the same in both runs from one time to another. */
    boolean spares(String camera, Instant begin, Instant end) {
        return spans.getOrDefault(camera, List.of()).stream().noneMatch(span -> span.meets(begin, end));
    }
}
