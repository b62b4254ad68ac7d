package dev.hawkeye.bench.faults.outcome;

/** A sign that the pipeline works again. */
public enum Sign {
    /** A new record on {@code detections}. */
    DETECTION,
    /** A detection of a picture that ingest had not sent when the fault was injected. */
    NEW_PICTURE,
    /** A new record on {@code counts}. */
    COUNT,
    /** A message to the receiver of alarms. */
    MESSAGE
}
