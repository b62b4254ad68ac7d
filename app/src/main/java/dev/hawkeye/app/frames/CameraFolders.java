package dev.hawkeye.app.frames;

import dev.hawkeye.schemas.Frame;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Pictures in one folder per camera, named so that they sort by time. Keeps a uniform random sample of limited size per
 * camera, so disk and memory stay bounded. Not thread-safe.
 */
final class CameraFolders {
    /** Matches the id of a camera, but nothing that could escape the folder. */
    private static final String ID = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}";

    private final Path root;
    private final int each;
    private final Map<String, Draw> cameras = new TreeMap<>();

    private record Draw(Reservoir reservoir, List<Path> files) {}

    /** @param each maximum number of pictures per camera */
    CameraFolders(Path root, int each) {
        this.root = root;
        this.each = each;
    }

    /** Takes a frame: stores its picture, replacing another one if the sample is full, or drops it. */
    void take(Frame frame) throws IOException {
        if (!frame.getCamera().matches(ID)) {
            return; // a forged record
        }
        Draw draw =
                cameras.computeIfAbsent(frame.getCamera(), camera -> new Draw(new Reservoir(each), new ArrayList<>()));
        OptionalInt place = draw.reservoir().next();
        if (place.isEmpty()) {
            return;
        }
        Path folder = Files.createDirectories(root.resolve(frame.getCamera()));
        Path file = folder.resolve(name(frame));
        if (Files.exists(file)) {
            return; // a duplicate record of a picture
        }
        Files.write(file, FrameTopic.jpeg(frame));
        if (place.getAsInt() >= draw.files().size()) {
            draw.files().add(file);
        } else {
            Files.delete(draw.files().set(place.getAsInt(), file));
        }
    }

    private static String name(Frame frame) {
        return String.format(
                Locale.ROOT,
                "%015d-%s-%012d.jpg",
                frame.getCaptureTime().toEpochMilli(),
                stream(frame),
                frame.getSequence());
    }

    /** The part of a stream's id that may be in a file name. */
    private static String stream(Frame frame) {
        String stream = frame.getStream().replaceAll("[^A-Za-z0-9]", "");
        return stream.substring(0, Math.min(stream.length(), 40));
    }

    /** Number of pictures, by camera. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        cameras.forEach((camera, draw) -> counts.put(camera, draw.files().size()));
        return counts;
    }

    /** @throws UserException when the folder is not empty */
    static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new UserException("--out " + folder + " is not empty: name another folder, or empty it");
                }
            }
        }
    }
}
