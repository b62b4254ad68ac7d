package dev.hawkeye.replay;

import dev.hawkeye.schemas.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event that only one of two runs has.
 *
 * @param time capture time
 * @param what class, type and place of the event
 * @param run the run that has it: live or replay
 */
public record EventDifference(String camera, String time, String what, String run) {
    private static final Duration SAME = Duration.ofSeconds(2);

    /** Events of two runs are the same if they are about the same, and at most two seconds apart. */
    static List<EventDifference> of(List<Event> live, List<Event> replay) {
        Map<String, List<Event>> others = new HashMap<>();
        replay.stream()
                .sorted(Comparator.comparing(Event::getConfirmed))
                .forEach(event -> others.computeIfAbsent(about(event), about -> new ArrayList<>())
                        .add(event));
        List<Event> alone = new ArrayList<>();
        live.stream().sorted(Comparator.comparing(Event::getConfirmed)).forEach(event -> {
            if (!takeSame(event, others.getOrDefault(about(event), new ArrayList<>()))) {
                alone.add(event);
            }
        });
        Stream<EventDifference> onlyLive = alone.stream().map(event -> of(event, "live"));
        Stream<EventDifference> onlyReplay =
                others.values().stream().flatMap(List::stream).map(event -> of(event, "replay"));
        return Stream.concat(onlyLive, onlyReplay)
                .sorted(Comparator.comparing(EventDifference::time).thenComparing(EventDifference::camera))
                .toList();
    }

    private static boolean takeSame(Event event, List<Event> others) {
        for (Iterator<Event> other = others.iterator(); other.hasNext(); ) {
            Instant time = other.next().getConfirmed();
            if (Duration.between(time, event.getConfirmed()).abs().compareTo(SAME) <= 0) {
                other.remove();
                return true;
            }
        }
        return false;
    }

    private static EventDifference of(Event event, String run) {
        return new EventDifference(event.getCamera(), event.getConfirmed().toString(), what(event), run);
    }

    private static String about(Event event) {
        return event.getCamera() + '/' + what(event);
    }

    /** A description such as {@code person ENTERED door}. */
    static String what(Event event) {
        return Stream.of(
                        event.getClassName(),
                        event.getType().name(),
                        event.getZone(),
                        event.getLine(),
                        event.getDirection())
                .filter(word -> word != null)
                .collect(Collectors.joining(" "));
    }
}
