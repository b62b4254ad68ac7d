package dev.hawkeye.app.analyze;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.app.UserException;
import dev.hawkeye.app.analyze.boxes.BoxFiles;
import dev.hawkeye.app.analyze.boxes.BoxFormat;
import dev.hawkeye.app.analyze.report.Report;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.vision.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of {@code --out}. Boxes and pictures are written as they come, all that needs an order at the end. Used by one
 * thread, from {@link #open} to {@link #close()}.
 */
final class OutputDirectory implements Output {
    private static final String KEYFRAMES = "keyframes";
    private static final CsvMapper CSV = new CsvMapper();

    private final Path directory;
    private final Map<String, Path> videos;
    private final BoxFiles boxes;
    private final CountTable counts;
    private final EventPictures pictures;
    private final EventList events;
    private final Instant start;
    private Summary summary;

    private OutputDirectory(
            Path directory, Set<BoxFormat> formats, Map<String, Path> videos, Instant start, HawkeyeConfig config) {
        this.directory = directory;
        this.videos = videos;
        this.start = start;
        this.boxes = new BoxFiles(directory.resolve("boxes"), formats, videos, start);
        this.counts =
                new CountTable(config.aggregator().window(), config.aggregator().advance());
        this.pictures = new EventPictures(directory.resolve(KEYFRAMES));
        this.events = new EventList(videos, start, KEYFRAMES, pictures);
    }

    /**
     * Makes the directory if it is missing; files of an earlier analysis are replaced.
     *
     * @param videos file by camera
     * @param start capture time of each video's first picture
     * @throws IOException when it cannot be written
     */
    static OutputDirectory open(
            Path directory, Set<BoxFormat> formats, Map<String, Path> videos, Instant start, HawkeyeConfig config)
            throws IOException {
        Files.createDirectories(directory);
        EarlierResults.remove(directory);
        Files.createDirectories(directory.resolve(KEYFRAMES));
        return new OutputDirectory(directory, formats, videos, start, config);
    }

    @Override
    public void model(ModelInfo model) {
        boxes.classes(model.classNames());
    }

    @Override
    public void detection(Detection detection) {
        counts.add(detection);
        write(() -> boxes.write(detection));
    }

    @Override
    public void window(WindowCount count) {
        counts.add(count);
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void keyframe(Keyframe keyframe) {
        write(() -> pictures.write(keyframe));
    }

    @Override
    public void summary(Summary whole) {
        summary = whole;
        write(() -> {
            Files.writeString(directory.resolve("summary.json"), whole.json() + "\n");
            new Report(whole, start, counts::of, events.events(), directory).write(directory.resolve("report.html"));
        });
    }

    /** After an analysis that was broken off there is no telling what was not seen, so only what was seen is written. */
    @Override
    public void close() {
        write(() -> {
            boxes.close();
            rows(
                    "counts.csv",
                    CountRow.class,
                    counts.inOrder()
                            .filter(count -> summary != null || count.detections() > 0)
                            .map(count -> CountRow.of(
                                    count, videos.get(count.camera()).toString()))
                            .iterator());
            List<FoundEvent> found = events.events();
            rows("events.csv", EventRow.class, found.stream().map(EventRow::of).iterator());
            Files.write(directory.resolve("events.jsonl"), events.lines());
        });
    }

    private <T> void rows(String file, Class<T> type, Iterator<T> rows) throws IOException {
        try (SequenceWriter writer = CSV.writer(CSV.schemaFor(type).withHeader())
                .writeValues(Files.newBufferedWriter(directory.resolve(file)))) {
            while (rows.hasNext()) {
                writer.write(rows.next());
            }
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UserException(
                    "--out " + directory + " cannot be written (" + e.getMessage()
                            + "): free space there, or choose another directory",
                    e);
        }
    }
}
