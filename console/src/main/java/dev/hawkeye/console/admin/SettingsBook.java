package dev.hawkeye.console.admin;

import java.util.List;

/**
 * The settings of the site that change while it runs. Each method may wait for Kafka, and throws an {@link
 * dev.hawkeye.console.http.ApiException} 503 when that does not answer. Safe for use by many threads.
 */
public interface SettingsBook {
    /** What applies now. */
    SettingsNow now();

    /** Who runs what; a process that has not been heard of lately is left out. */
    SettingsState state();

    /**
     * Changes all of it or nothing.
     *
     * @param base the revision that the edits are made from
     * @param by who does it, NAME@ADDRESS
     * @return the new revision
     * @throws ChangeRefused with nothing changed
     */
    long change(long base, String by, List<SettingsEdit> edits);

    /**
     * Has everything that a change has changed be as it was before it.
     *
     * @return the new revision
     * @throws ChangeRefused with nothing changed
     */
    long undo(long revision, String by);

    /** The changes that are still known, newest first. */
    List<SettingsChanged> history();
}
