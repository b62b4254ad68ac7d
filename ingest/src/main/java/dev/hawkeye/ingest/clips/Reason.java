package dev.hawkeye.ingest.clips;

import java.util.Locale;

/** Why an event has no clip. */
enum Reason {
    RESTARTED("ingest began to read the camera after the event began"),
    RING("clips.ring was too small: the start of the event was overwritten before the event was known"),
    CLOCK("the clock of ingest was set back after the event began"),
    SILENT("nothing was read from the camera"),
    BUDGET("clips.budget of the camera was used up"),
    SPOOL("clips.spool-size was used up by clips that wait to be stored"),
    FAILED("it could not be written"),
    STORE("it could not be stored");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** As in records. */
    String words() {
        return words;
    }

    /** As a metric label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
