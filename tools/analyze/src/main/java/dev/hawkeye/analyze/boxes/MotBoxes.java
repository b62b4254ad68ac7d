package dev.hawkeye.analyze.boxes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.schemas.PictureName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Detections in the format of MOT Challenge: frame, -1, left, top, width, height, confidence, -1, -1, -1; frames and
 * pixels count from 1. Its ten columns have no room for a class, so each class has its own file in the video's folder,
 * which is what a tracker reads at a time. No file stays open, because a model may have any number of classes.
 */
final class MotBoxes implements BoxWriter {
    private final Path folder;
    private final WrittenFiles written;
    private final Set<Path> begun = new HashSet<>();

    /** @param folder the folder for this video only */
    MotBoxes(Path folder, WrittenFiles written) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.written = written;
    }

    @Override
    public void write(SeenPicture picture) throws IOException {
        Map<Path, StringBuilder> lines = new TreeMap<>();
        for (FoundBox box : picture.boxes()) {
            lines.computeIfAbsent(file(box), file -> new StringBuilder())
                    .append(String.format(
                            Locale.ROOT,
                            "%d,-1,%.2f,%.2f,%.2f,%.2f,%.5f,-1,-1,-1\n",
                            picture.frame() + 1,
                            box.x() + 1,
                            box.y() + 1,
                            box.width(),
                            box.height(),
                            box.confidence()));
        }
        for (Map.Entry<Path, StringBuilder> entry : lines.entrySet()) {
            Path file = written.add(entry.getKey());
            StandardOpenOption rest =
                    begun.add(file) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
            Files.writeString(
                    file, entry.getValue(), US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.WRITE, rest);
        }
    }

    /** The class's number in the model distinguishes similar names. */
    private Path file(FoundBox box) {
        return folder.resolve(box.classId() + "-" + PictureName.part(box.className()) + ".txt");
    }

    @Override
    public void close() {}
}
