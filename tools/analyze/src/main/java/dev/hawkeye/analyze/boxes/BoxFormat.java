package dev.hawkeye.analyze.boxes;

import java.util.Locale;

/** The format of box files. */
public enum BoxFormat {
    /** A row for each box. */
    CSV,
    /** A line for each picture, with its boxes. */
    JSONL,
    /** MOT Challenge's detections: a file for each class. */
    MOT,
    /** COCO's results, and the pictures that they are about. */
    COCO;

    /** As written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
