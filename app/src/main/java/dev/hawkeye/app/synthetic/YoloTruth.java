package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** YOLO's label files: class, center and size of each object, relative to the picture. */
final class YoloTruth implements TruthFile {
    private final Path labels;

    private YoloTruth(Path labels) {
        this.labels = labels;
    }

    static YoloTruth open(Path labels) throws IOException {
        return new YoloTruth(Files.createDirectories(labels));
    }

    @Override
    public void add(int number, String name, List<StreetObject> objects) throws IOException {
        List<String> lines = objects.stream().map(YoloTruth::line).toList();
        Files.write(labels.resolve(name.replace(".jpg", ".txt")), lines);
    }

    private static String line(StreetObject object) {
        return String.format(
                Locale.ROOT,
                "%d %.6f %.6f %.6f %.6f",
                object.kind().index(),
                (object.x() + object.width() / 2) / Street.WIDTH,
                (object.y() + object.height() / 2) / Street.HEIGHT,
                object.width() / Street.WIDTH,
                object.height() / Street.HEIGHT);
    }

    @Override
    public void close() {}
}
