package dev.hawkeye.bench.faults.outcome;

/** The sign that the pipeline works again. */
public enum Sign {
    /** A new record on {@code detections}. */
    DETECTION,
    /** One of a picture that ingest had not sent when the fault was injected. */
    NEW_PICTURE,
    /** A new record on {@code counts}. */
    COUNT,
    /** A message to the receiver of alarms. */
    MESSAGE
}
