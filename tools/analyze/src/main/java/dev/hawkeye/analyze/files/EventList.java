package dev.hawkeye.analyze.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.analyze.result.FoundEvent;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.RecordJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events and their pictures, which arrive in any order. Not thread-safe. */
public final class EventList {
    private static final Comparator<Event> IN_ORDER = Comparator.comparing(Event::getStart)
            .thenComparing(Event::getCamera)
            .thenComparing(Event::getClassName);

    private final Map<String, Path> videos;
    private final Instant start;
    private final String folder;
    private final EventPictures pictures;
    private final List<Event> records = new ArrayList<>();

    /**
     * @param videos files by camera
     * @param start capture time of each video's first picture
     * @param folder the folder of the pictures, as referenced by the files
     */
    public EventList(Map<String, Path> videos, Instant start, String folder, EventPictures pictures) {
        this.videos = videos;
        this.start = start;
        this.folder = folder;
        this.pictures = pictures;
    }

    public void add(Event record) {
        records.add(record);
    }

    /** Each event once, ordered by start, camera and class. */
    public List<FoundEvent> events() {
        Map<String, Event> last = new LinkedHashMap<>();
        records.forEach(record -> last.put(record.getId(), record));
        return last.values().stream().sorted(IN_ORDER).map(this::found).toList();
    }

    private FoundEvent found(Event event) {
        return new FoundEvent(
                event,
                videos.get(event.getCamera()).toString(),
                seconds(start, event.getStart()),
                event.getEnd() == null ? null : seconds(event.getStart(), event.getEnd()),
                picture(event),
                pictures.time(event.getId()).map(time -> seconds(start, time)).orElse(null),
                pictures.crop(event.getId()).map(name -> folder + "/" + name).orElse(null));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private String picture(Event event) {
        return pictures.of(event.getId()).map(name -> folder + "/" + name).orElse(null);
    }

    /**
     * Each record as a line of JSON, with the picture's file instead of the location of its frame in a Kafka that no
     * longer exists.
     */
    public List<String> lines() {
        return records.stream().map(this::line).toList();
    }

    private String line(Event event) {
        ObjectNode line = RecordJson.fields(event);
        line.remove(List.of("keyframe", "uploaded", "notUploadedReason"));
        line.put("file", videos.get(event.getCamera()).toString());
        line.put("picture", picture(event));
        return line.toString();
    }
}
