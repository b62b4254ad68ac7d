package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonValue;

/** How well a setting of a topic fits, from good to bad. */
public enum Level {
    /** As it must be. */
    FITS("fits"),
    /** The topic does not exist yet, and will be created. */
    TO_COME("to come"),
    /** This user may not see it. */
    HIDDEN("not to be seen"),
    /** Hawkeye works, but differently from the configuration. */
    DIFFERS("differs"),
    /** Hawkeye does not work on it. */
    UNUSABLE("unusable");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** The word for people and programs. */
    @JsonValue
    @Override
    public String toString() {
        return words;
    }

    /** Whether nothing has to be done about it. */
    public boolean isGood() {
        return this == FITS || this == TO_COME;
    }
}
