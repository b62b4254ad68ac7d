package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonValue;

/** How well a setting of a topic meets its requirement, from good to bad. */
public enum Level {
    /** The requirement is met. */
    FITS("fits"),
    /** The topic does not exist yet, and will be created. */
    TO_COME("to come"),
    /** This user has no permission to see it. */
    HIDDEN("not to be seen"),
    /** Hawkeye works, but not as configured. */
    DIFFERS("differs"),
    /** Hawkeye does not work with it. */
    UNUSABLE("unusable");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** The word shown to users and programs. */
    @JsonValue
    @Override
    public String toString() {
        return words;
    }

    /** Whether no action is required. */
    public boolean isGood() {
        return this == FITS || this == TO_COME;
    }
}
