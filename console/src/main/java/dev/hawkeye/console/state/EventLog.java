package dev.hawkeye.console.state;

import dev.hawkeye.console.api.EventView;
import dev.hawkeye.console.api.EventsView;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.PictureName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The newest events, and where the picture of each is stored; never a picture itself. Events and keyframes come from
 * separate topics, in any order. The picture is the one in keyframes, or else the one in cloud.keyframes, or else the
 * frame itself, as long as it exists. The number of events and the size of each are bounded. Thread-safe.
 */
public final class EventLog {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,100}");

    private final int most;
    private final Map<String, Event> byId = new HashMap<>();
    private final TreeSet<Event> newestFirst =
            new TreeSet<>(Comparator.comparing(Event::getStart).reversed().thenComparing(Event::getId));
    private final String frames;
    private final Map<String, Place> keyframes;
    private final Map<String, Clip> clips;

    /** The location of a picture's record. */
    public record Place(Kind kind, int partition, long offset) {}

    /**
     * The picture of an event.
     *
     * @param camera the camera that must have taken it
     * @param name file name, without its extension
     */
    public record Shot(Kind kind, int partition, long offset, String camera, String name) {}

    /**
     * The clip of an event.
     *
     * @param partition the partition of its record
     * @param offset the offset of its record
     * @param address the address of its file; null when there is none
     * @param reason why there is no clip; null when there is one
     */
    public record Clip(int partition, long offset, String address, String reason) {}

    /**
     * The clip of an event that has one.
     *
     * @param name file name, without its extension
     */
    public record Film(int partition, long offset, String address, String name) {}

    /**
     * @param most maximum number of events kept
     * @param frames the topic of frames
     */
    EventLog(int most, String frames) {
        this.most = most;
        this.frames = frames;
        this.keyframes = bounded(2 * most);
        this.clips = bounded(2 * most);
    }

    private static <T> Map<String, T> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Adds or updates an event.
     *
     * @param event within the bounds of a record
     * @return the event as it is now; empty when it cannot be used or is too old to be kept
     */
    public synchronized Optional<EventView> add(Event event) {
        if (!ID.matcher(event.getId()).matches()) {
            return Optional.empty();
        }
        Event before = byId.get(event.getId());
        if (before != null) {
            if (before.getKind() == EventKind.LEFT) {
                return Optional.empty(); // A duplicate, or out of order.
            }
            newestFirst.remove(before);
        }
        byId.put(event.getId(), event);
        newestFirst.add(event);
        if (byId.size() > most) {
            Event oldest = newestFirst.pollLast();
            byId.remove(oldest.getId());
            keyframes.remove(oldest.getId());
            clips.remove(oldest.getId());
        }
        return find(event.getId());
    }

    /** @return the event as it is now; empty when it is not known yet */
    public synchronized Optional<EventView> addKeyframe(String id, Place place) {
        if (ID.matcher(id).matches()) {
            keyframes.merge(id, place, (before, now) -> before.kind == Kind.KEYFRAME ? before : now);
        }
        return find(id);
    }

    /**
     * Adds the outcome of a clip; a stored clip takes precedence over another instance's report that it has none.
     *
     * @return the event as it is now; empty when it is not known yet
     */
    public synchronized Optional<EventView> addClip(String id, Clip clip) {
        if (ID.matcher(id).matches()) {
            clips.merge(id, clip, (before, now) -> now.address == null && before.address != null ? before : now);
        }
        return find(id);
    }

    /** @return empty when the event is unknown, or has no clip */
    public synchronized Optional<Film> film(String id) {
        Event event = byId.get(id);
        Clip clip = event == null ? null : clips.get(id);
        return clip == null || clip.address == null
                ? Optional.empty()
                : Optional.of(new Film(clip.partition, clip.offset, clip.address, name(event)));
    }

    private static String name(Event event) {
        return PictureName.of(event.getCamera(), event.getClassName(), event.getStart());
    }

    public synchronized Optional<EventView> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(this::view);
    }

    /** @return empty when the event is unknown, or has no picture */
    public synchronized Optional<Shot> shot(String id) {
        Event event = byId.get(id);
        Place place = event == null ? null : place(event);
        if (place == null) {
            return Optional.empty();
        }
        return Optional.of(new Shot(place.kind, place.partition, place.offset, event.getCamera(), name(event)));
    }

    private Place place(Event event) {
        Place kept = keyframes.get(event.getId());
        FrameRef frame = event.getKeyframe();
        if (kept != null || frame == null || !frame.getTopic().equals(frames)) {
            return kept;
        }
        return new Place(Kind.FRAME, frame.getPartition(), frame.getOffset());
    }

    /**
     * A page of events, newest first. It exceeds the limit when several events began in the same millisecond as its
     * last one, so that the next page can continue before that millisecond.
     */
    public synchronized EventsView page(EventQuery wanted) {
        List<EventView> page = new ArrayList<>();
        for (Event event : newestFirst) {
            long start = event.getStart().toEpochMilli();
            if (start < wanted.from()) {
                break; // All others are older.
            }
            if (start >= wanted.before() || !wanted.fits(event)) {
                continue;
            }
            if (page.size() >= wanted.limit()
                    && start < page.get(page.size() - 1).start()) {
                return new EventsView(page, true);
            }
            page.add(view(event));
        }
        return new EventsView(page, false);
    }

    /** Ids of the cameras that have events. */
    public synchronized Set<String> cameras() {
        return names(Event::getCamera);
    }

    /** Classes that have events. */
    public synchronized Set<String> classes() {
        return names(Event::getClassName);
    }

    /** Zones and lines that have events. */
    public synchronized Set<String> places() {
        Set<String> places = names(Event::getZone);
        places.addAll(names(Event::getLine));
        return places;
    }

    private Set<String> names(Function<Event, String> name) {
        return byId.values().stream().map(name).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private EventView view(Event event) {
        boolean ended = event.getKind() == EventKind.LEFT;
        String path = "/api/events/" + event.getId();
        Place place = place(event);
        Clip clip = clips.get(event.getId());
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
                place == null ? null : path + "/keyframe.jpg",
                place == null || place.kind == Kind.FRAME ? null : path + "/crop.jpg",
                place == null ? null : place.kind.name(),
                EventQuery.type(event).name(),
                event.getObject(),
                event.getNumber(),
                event.getZone(),
                event.getLine(),
                event.getDirection(),
                event.getDwellMillis(),
                event.getOccupancy(),
                clip == null || clip.address == null ? null : path + "/clip.mp4",
                clip == null ? null : clip.reason);
    }
}
