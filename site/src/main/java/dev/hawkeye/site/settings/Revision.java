package dev.hawkeye.site.settings;

import java.time.Instant;
import java.util.List;

/**
 * A change of the settings. Immutable.
 *
 * @param number counts the changes, starting at 1
 * @param by author
 * @param at time of the change
 * @param what a short description
 * @param undoes the revision that it undoes; 0 for none
 * @param edits all its edits
 */
public record Revision(long number, String by, Instant at, String what, long undoes, List<Edit> edits) {

    public Revision {
        edits = List.copyOf(edits);
    }
}
