package dev.hawkeye.analyze.boxes;

import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.schemas.Detection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The boxes of all videos, in separate files: {@code NAME.csv}, {@code NAME.jsonl}, {@code NAME/CLASS.txt} (MOT),
 * {@code NAME.json} with {@code images/NAME.json} (COCO). The files of a video are open from its first picture to its
 * last. Complete when closed. Not thread-safe.
 */
public final class BoxFiles implements Closeable {
    private final Path folder;
    private final Set<BoxFormat> formats;
    private final Map<String, Path> videos;
    private final Instant start;
    private final WrittenFiles written;
    private final Map<String, List<BoxWriter>> open = new HashMap<>();
    private CocoCategories categories = new CocoCategories(List.of());

    /**
     * @param folder the folder for all files, created with the first
     * @param videos files by camera
     * @param start capture time of each video's first picture
     * @param written records each file
     */
    public BoxFiles(
            Path folder, Set<BoxFormat> formats, Map<String, Path> videos, Instant start, WrittenFiles written) {
        this.written = written;
        this.folder = folder;
        this.formats = Set.copyOf(formats);
        this.videos = Map.copyOf(videos);
        this.start = start;
    }

    /** @param classNames classes of the model, set before the first detection */
    public void classes(List<String> classNames) {
        categories = new CocoCategories(classNames);
    }

    /** Takes the detections of one video in the order of its pictures. */
    public void write(Detection detection) throws IOException {
        if (formats.isEmpty()) {
            return;
        }
        String camera = detection.getCamera();
        List<BoxWriter> writers = open.get(camera);
        if (writers == null) {
            writers = open(camera);
        }
        SeenPicture picture = SeenPicture.of(detection, videos.get(camera), start);
        for (BoxWriter writer : writers) {
            writer.write(picture);
        }
        if (detection.getLast()) {
            open.put(camera, List.of());
            close(writers);
        }
    }

    private List<BoxWriter> open(String camera) throws IOException {
        Files.createDirectories(folder);
        List<BoxWriter> writers = new ArrayList<>();
        open.put(camera, writers);
        for (BoxFormat format : formats) {
            writers.add(
                    switch (format) {
                        case CSV -> new CsvBoxes(written.add(folder.resolve(camera + ".csv")));
                        case JSONL -> new JsonLinesBoxes(written.add(folder.resolve(camera + ".jsonl")));
                        case MOT -> new MotBoxes(folder.resolve(camera), written);
                        case COCO ->
                            new CocoBoxes(
                                    written.add(folder.resolve(camera + ".json")),
                                    written.add(Files.createDirectories(folder.resolve("images"))
                                            .resolve(camera + ".json")),
                                    CocoImageIds.in(videos.get(camera)),
                                    categories);
                    });
        }
        return writers;
    }

    private static void close(List<BoxWriter> writers) throws IOException {
        for (BoxWriter writer : writers) {
            writer.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (List<BoxWriter> writers : open.values()) {
            close(writers);
        }
        open.clear();
    }
}
