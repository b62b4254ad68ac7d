package dev.hawkeye.notify.meters;

import java.util.Locale;

/** Why a message was given up. */
public enum Reason {
    /** The message is older than max-age. */
    AGE,
    /** The target has permanently refused it. */
    REFUSED,
    /** The command could not be sent before its deadline. */
    DEADLINE;

    /** As in metrics, and in the headers of dead letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
