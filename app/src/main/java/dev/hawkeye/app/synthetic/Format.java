package dev.hawkeye.app.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The format of the ground truth. */
enum Format {
    COCO,
    MOT,
    YOLO;

    /** Folder of the pictures. */
    Path pictures(Path directory) {
        return directory.resolve(this == MOT ? "img1" : "images");
    }

    /** @param fps pictures per second, and {@code pictures} of them in all */
    TruthFile open(Path directory, int fps, long pictures) throws IOException {
        return switch (this) {
            case COCO -> new CocoTruth(directory.resolve("instances.json"));
            case MOT -> MotTruth.open(directory, fps, pictures);
            case YOLO -> YoloTruth.open(directory.resolve("labels"));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
