package dev.hawkeye.site.settings;

import java.time.Duration;

/** The settings on a topic as seen by one process, and the process's answers to them. */
public interface FollowedSettings {
    /** Waits at most {@code longest} until the topic has been read once; returns whether it has. */
    boolean awaitFirst(Duration longest) throws InterruptedException;

    /** The newest settings read. */
    LiveSettings current();

    /**
     * Reports that the process has applied this revision.
     *
     * @param profile the profile in use; null for none
     */
    void applied(long revision, String profile);

    /**
     * Reports that the process has refused this revision and keeps its previous settings.
     *
     * @param reason key, value and remedy
     */
    void refused(long revision, String reason);
}
