package dev.hawkeye.bench.faults;

/** By what one sees that the pipeline works again. */
enum Sign {
    /** A new record on {@code detections}. */
    DETECTION,
    /** One of a picture that ingest had not sent when the fault struck. */
    NEW_PICTURE,
    /** A new record on {@code counts}. */
    COUNT
}
