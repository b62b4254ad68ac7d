package dev.hawkeye.console;

import dev.hawkeye.console.api.EventView;
import dev.hawkeye.console.api.EventsView;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.StreamNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The newest events, and where the record of each keyframe lies; never a picture. Events and keyframes come from two
 * topics, in any order. Bounded in number, and each event in its size. Safe for use by many threads.
 */
final class Events {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,100}");
    private static final int LONGEST_REASON = 300;

    private final int most;
    private final Map<String, Event> byId = new HashMap<>();
    private final TreeSet<Event> newestFirst =
            new TreeSet<>(Comparator.comparing(Event::getStart).reversed().thenComparing(Event::getId));
    private final Map<String, Place> keyframes;

    /** Where a keyframe's record lies in cloud.keyframes. */
    record Place(int partition, long offset) {}

    /** @param most events that are kept */
    Events(int most) {
        this.most = most;
        this.keyframes = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
                return size() > 2 * most;
            }
        };
    }

    /**
     * Takes an event in, or what is new about it.
     *
     * @return as it is now; empty when it is none of ours or too old to be kept
     */
    synchronized Optional<EventView> add(Event event) {
        if (!ID.matcher(event.getId()).matches() || !StreamNames.areUsable(event.getCamera(), event.getClassName())) {
            return Optional.empty();
        }
        Event before = byId.get(event.getId());
        if (before != null) {
            if (before.getKind() == EventKind.LEFT) {
                return Optional.empty(); // Read again, or in another order.
            }
            newestFirst.remove(before);
        }
        event.setNotUploadedReason(shortened(event.getNotUploadedReason()));
        byId.put(event.getId(), event);
        newestFirst.add(event);
        if (byId.size() > most) {
            Event oldest = newestFirst.pollLast();
            byId.remove(oldest.getId());
            keyframes.remove(oldest.getId());
        }
        return find(event.getId());
    }

    /** @return the event as it is now; empty when it is not known yet */
    synchronized Optional<EventView> addKeyframe(String id, Place place) {
        if (ID.matcher(id).matches()) {
            keyframes.put(id, place);
        }
        return find(id);
    }

    synchronized Optional<EventView> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(this::view);
    }

    synchronized Optional<Place> keyframe(String id) {
        return byId.containsKey(id) ? Optional.ofNullable(keyframes.get(id)) : Optional.empty();
    }

    /**
     * A page of events, newest first.
     *
     * @param camera null for all
     * @param className null for all
     * @param before only those that began before, epoch milliseconds
     * @param limit at least 1; a page has a few more when several began in the same millisecond as its last one, so that
     *     the next page can go on before that
     */
    synchronized EventsView page(String camera, String className, long before, int limit) {
        List<EventView> page = new ArrayList<>();
        for (Event event : newestFirst) {
            long start = event.getStart().toEpochMilli();
            if (start >= before
                    || (camera != null && !camera.equals(event.getCamera()))
                    || (className != null && !className.equals(event.getClassName()))) {
                continue;
            }
            if (page.size() >= limit && start < page.get(page.size() - 1).start()) {
                return new EventsView(page, true);
            }
            page.add(view(event));
        }
        return new EventsView(page, false);
    }

    private EventView view(Event event) {
        boolean ended = event.getKind() == EventKind.LEFT;
        return new EventView(
                event.getId(),
                event.getCamera(),
                event.getClassName(),
                ended ? "ENDED" : "ACTIVE",
                event.getStart().toEpochMilli(),
                event.getConfirmed().toEpochMilli(),
                event.getEnd() == null ? null : event.getEnd().toEpochMilli(),
                event.getPeak(),
                event.getConfidence(),
                event.getUploaded(),
                event.getNotUploadedReason(),
                keyframes.containsKey(event.getId()) ? "/api/events/" + event.getId() + "/keyframe.jpg" : null);
    }

    private static String shortened(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
