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
 * Pictures in a folder for each camera, under names whose order is that of their times. Keeps a uniform draw of so many of each
 * camera, so that disk and memory stay bounded whatever comes. Used by one thread.
 */
final class CameraFolders {
    /** As an id of a camera, but never a way out of the folder. */
    private static final String ID = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}";

    private final Path root;
    private final int each;
    private final Map<String, Draw> cameras = new TreeMap<>();

    private record Draw(Reservoir reservoir, List<Path> files) {}

    /** @param each maximum pictures of a camera */
    CameraFolders(Path root, int each) {
        this.root = root;
        this.each = each;
    }

    /** Takes a frame: keeps its picture, in the place of another if there are enough, or does not. */
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
            return; // two records of one picture
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

    /** Of a stream's id, what may be in a file name. */
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

    /** @throws UserException when there is something in the folder already */
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
