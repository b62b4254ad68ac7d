package dev.hawkeye.site.settings;

import java.time.Instant;
import java.util.List;

/**
 * One change of the settings. Immutable.
 *
 * @param number counts the changes, from 1 on
 * @param by who made it
 * @param at when it was made
 * @param what in a few words
 * @param undoes the revision that it takes back; 0 if it takes none back
 * @param edits all that it changed
 */
public record Revision(long number, String by, Instant at, String what, long undoes, List<Edit> edits) {

    public Revision {
        edits = List.copyOf(edits);
    }
}
