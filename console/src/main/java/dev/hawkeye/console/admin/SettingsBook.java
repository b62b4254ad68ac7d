package dev.hawkeye.console.admin;

import java.util.List;

/**
 * The site settings that can change at run time. Each method may wait for Kafka, and throws an {@link
 * dev.hawkeye.console.http.ApiException} 503 when Kafka does not answer. Thread-safe.
 */
public interface SettingsBook {
    /** Returns the current settings. */
    SettingsNow now();

    /** Returns the state of each running process; omits processes that have not reported recently. */
    SettingsState state();

    /**
     * Applies all edits or none.
     *
     * @param base the revision that the edits are based on
     * @param by author, NAME@ADDRESS
     * @return the new revision
     * @throws ChangeRefused when the change is refused; nothing has changed then
     */
    long change(long base, String by, List<SettingsEdit> edits);

    /**
     * Restores everything that a change has changed to its previous value.
     *
     * @return the new revision
     * @throws ChangeRefused when the change cannot be undone; nothing has changed then
     */
    long undo(long revision, String by);

    /** Returns the changes that are still known, newest first. */
    List<SettingsChanged> history();
}
