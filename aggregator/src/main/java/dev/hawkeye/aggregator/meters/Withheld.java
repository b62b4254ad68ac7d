package dev.hawkeye.aggregator.meters;

/** Why the keyframe of an event was not uploaded. */
public enum Withheld {
    INTERVAL("minimum interval: the last keyframe of this camera and class is too recent"),
    BUDGET("byte budget: this camera has used up its budget for the period"),
    GONE("frame gone: its record is no longer in its topic"),
    UNDECODABLE("frame undecodable: its record does not hold a frame"),
    UNREADABLE("frame unreadable: its record could not be read in time"),
    TOO_LARGE("keyframe too large: its topic refuses records of this size");

    private final String reason;

    Withheld(String reason) {
        this.reason = reason;
    }

    /** The text in the event. */
    public String reason() {
        return reason;
    }
}
