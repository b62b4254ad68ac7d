package dev.hawkeye.analyze.boxes;

import java.util.Locale;

/** The format of box files. */
public enum BoxFormat {
    /** A row per box. */
    CSV,
    /** A line per picture, with its boxes. */
    JSONL,
    /** MOT Challenge's detections: a file per class. */
    MOT,
    /** COCO's results, and the pictures that they refer to. */
    COCO;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
