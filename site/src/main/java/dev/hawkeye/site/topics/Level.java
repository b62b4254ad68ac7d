package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonValue;

/** How well a setting of a topic fits, from good to bad. */
public enum Level {
    /** As it must be. */
    FITS("fits"),
    /** Nobody has made the topic yet, and somebody will. */
    TO_COME("to come"),
    /** This user may not look at it. */
    HIDDEN("not to be seen"),
    /** Hawkeye works, otherwise than the configuration says. */
    DIFFERS("differs"),
    /** Hawkeye does not work on it. */
    UNUSABLE("unusable");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** As people and programs read it. */
    @JsonValue
    @Override
    public String toString() {
        return words;
    }

    /** Whether there is nothing to do about it. */
    public boolean isGood() {
        return this == FITS || this == TO_COME;
    }
}
