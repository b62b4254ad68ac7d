package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.StreetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The format of the ground truth. */
enum Format {
    COCO,
    MOT,
    YOLO;

    /** The folder of the pictures. */
    Path pictures(Path directory) {
        return directory.resolve(this == MOT ? "img1" : "images");
    }

    TruthFile open(Path directory, StreetSettings settings) throws IOException {
        return switch (this) {
            case COCO -> new CocoTruth(directory.resolve("instances.json"));
            case MOT -> MotTruth.open(directory, settings);
            case YOLO -> YoloTruth.open(directory.resolve("labels"));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
