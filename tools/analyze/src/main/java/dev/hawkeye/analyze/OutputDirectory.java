package dev.hawkeye.analyze;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.analyze.boxes.BoxFiles;
import dev.hawkeye.analyze.boxes.BoxFormat;
import dev.hawkeye.analyze.clip.Clips;
import dev.hawkeye.analyze.files.EventList;
import dev.hawkeye.analyze.files.EventPictures;
import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.analyze.report.HtmlReport;
import dev.hawkeye.analyze.result.CountTable;
import dev.hawkeye.analyze.result.CrossingRow;
import dev.hawkeye.analyze.result.EventRow;
import dev.hawkeye.analyze.result.FoundEvent;
import dev.hawkeye.analyze.result.ObjectList;
import dev.hawkeye.analyze.result.ObjectRow;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.analyze.result.VideoCountRow;
import dev.hawkeye.analyze.result.VisitRow;
import dev.hawkeye.analyze.tracks.TrackFiles;
import dev.hawkeye.counts.csv.Csv;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.vision.model.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The files of {@code --out}. Boxes and pictures are written as they arrive, everything that needs sorting at the end.
 * Not thread-safe; used from {@link #open} to {@link #close()}.
 */
public final class OutputDirectory implements Output {
    private static final String KEYFRAMES = "keyframes";
    private static final String COUNTS = "counts.csv";
    private static final String OBJECTS = "objects.csv";
    private static final String CROSSINGS = "crossings.csv";
    private static final String VISITS = "visits.csv";
    private static final String EVENTS = "events.csv";
    private static final String EVENT_LINES = "events.jsonl";
    private static final String REPORT = "report.html";
    private static final String SUMMARY = "summary.json";
    private static final List<String> TABLES_AND_REPORT =
            List.of(COUNTS, OBJECTS, CROSSINGS, VISITS, EVENTS, EVENT_LINES, REPORT, SUMMARY);
    private static final CsvMapper CSV = Csv.mapper();

    private final Path directory;
    private final WrittenFiles written;
    private final Map<String, Path> videos;
    private final BoxFiles boxes;
    private final Path spools;
    private final TrackFiles tracks;
    private final Clips clips;
    private final CountTable counts;
    private final ObjectList objects;
    private final EventPictures pictures;
    private final EventList events;
    private final Instant start;
    private boolean begun;
    private boolean clipsMissing;
    private Summary summary;

    private OutputDirectory(
            Path directory, Wanted wanted, Map<String, Path> videos, Instant start, HawkeyeConfig config) {
        this.directory = directory;
        this.written = new WrittenFiles(directory);
        this.videos = videos;
        this.start = start;
        this.boxes = new BoxFiles(directory.resolve("boxes"), wanted.boxes(), videos, start, written);
        this.spools = wanted.clips() ? config.dataDirectory().resolve("spools") : null;
        this.tracks = new TrackFiles(
                directory.resolve("tracks"),
                written,
                spools,
                config.aggregator().scenes());
        this.clips = new Clips(config, directory.resolve("video"), written, spools);
        this.counts =
                new CountTable(config.aggregator().window(), config.aggregator().advance());
        this.objects = new ObjectList(videos, start);
        this.pictures = new EventPictures(directory.resolve(KEYFRAMES), written);
        this.events = new EventList(videos, start, KEYFRAMES, pictures);
    }

    /**
     * The optional files.
     *
     * @param boxes formats of the box files
     * @param clips whether to write each video with the results drawn in
     */
    public record Wanted(Set<BoxFormat> boxes, boolean clips) {}

    /**
     * Creates the directory if it is missing. Files of an earlier analysis are replaced when this analysis begins, see
     * {@link #model}.
     *
     * @param videos files by camera
     * @param start capture time of each video's first picture
     * @throws IOException when the directory cannot be written
     * @throws UserException when a video is one of the files of an earlier analysis there, or a file that this analysis
     * would write
     */
    public static OutputDirectory open(
            Path directory, Wanted wanted, Map<String, Path> videos, Instant start, HawkeyeConfig config)
            throws IOException {
        Files.createDirectories(directory);
        OutputDirectory output = new OutputDirectory(directory.toRealPath(), wanted, videos, start, config);
        new SparedVideos(videos.values(), output.directory)
                .check(output.written.earlier(), output.planned(videos.keySet(), wanted.clips()));
        return output;
    }

    /** The files of every analysis, and the clips; no video can have the names of the others. */
    private List<Path> planned(Set<String> cameras, boolean clipsWanted) {
        Stream<Path> always = TABLES_AND_REPORT.stream().map(directory::resolve);
        return Stream.concat(always, clipsWanted ? cameras.stream().map(clips::file) : Stream.empty())
                .toList();
    }

    /**
     * Removes earlier results only now that the pipeline is running, so that an error at the start does not lose them.
     */
    @Override
    public void model(ModelInfo model) {
        write(() -> {
            written.begin();
            Files.createDirectories(directory.resolve(KEYFRAMES));
            if (spools != null) {
                Files.createDirectories(spools);
            }
        });
        begun = true;
        boxes.classes(model.classNames());
    }

    @Override
    public void detection(Detection detection) {
        counts.add(detection);
        write(() -> boxes.write(detection));
        write(() -> tracks.write(detection));
    }

    @Override
    public void window(WindowCount count) {
        counts.add(count);
    }

    @Override
    public void track(Track track) {
        objects.add(track);
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
    }

    @Override
    public void clips(LongConsumer progress) {
        clipsMissing = true;
        write(() -> {
            tracks.close();
            clips.write(objects, progress);
        });
        clipsMissing = false;
    }

    /**
     * After an interrupted analysis, the absence of objects is unknown, so only what was seen is written. The summary
     * is written last: if it exists, everything does.
     */
    @Override
    public void close() {
        if (!begun) {
            return;
        }
        UserException failure = null;
        for (Write step : List.<Write>of(boxes::close, tracks::close, this::tables, this::report)) {
            try {
                write(step);
            } catch (UserException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        write(this::writeSummary);
    }

    private void tables() throws IOException {
        rows(
                COUNTS,
                VideoCountRow.class,
                counts.inOrder()
                        .filter(count -> summary != null || count.detections() > 0)
                        .map(count -> VideoCountRow.of(
                                count, videos.get(count.camera()).toString()))
                        .iterator());
        rows(OBJECTS, ObjectRow.class, objects.objects().iterator());
        rows(CROSSINGS, CrossingRow.class, objects.crossings().iterator());
        rows(VISITS, VisitRow.class, objects.visits().iterator());
        List<FoundEvent> found = events.events();
        rows(
                EVENTS,
                EventRow.class,
                found.stream()
                        .sorted(Comparator.comparing(one -> one.event().getStart()))
                        .map(EventRow::of)
                        .iterator());
        Files.write(written.add(directory.resolve(EVENT_LINES)), events.lines());
    }

    private void report() throws IOException {
        if (summary != null) {
            new HtmlReport(summary, start, counts::of, events.events(), directory)
                    .write(written.add(directory.resolve(REPORT)));
        }
    }

    private void writeSummary() throws IOException {
        if (summary != null && !clipsMissing) {
            Files.writeString(written.add(directory.resolve(SUMMARY)), summary.json() + "\n");
        }
    }

    private <T> void rows(String file, Class<T> type, Iterator<T> rows) throws IOException {
        try (SequenceWriter writer = CSV.writer(CSV.schemaFor(type).withHeader())
                .writeValues(Files.newBufferedWriter(written.add(directory.resolve(file))))) {
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
