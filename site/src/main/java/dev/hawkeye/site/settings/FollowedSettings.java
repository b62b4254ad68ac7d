package dev.hawkeye.site.settings;

import java.time.Duration;

/** The settings of a topic as one process sees them, and what the process has done with them. */
public interface FollowedSettings {
    /** Waits that long for the topic to be read for the first time; returns whether it has been. */
    boolean awaitFirst(Duration longest) throws InterruptedException;

    /** The newest settings that have been read. */
    LiveSettings current();

    /**
     * The process runs with this revision.
     *
     * @param profile that is in use; null for none
     */
    void applied(long revision, String profile);

    /**
     * The process keeps what it had before this revision.
     *
     * @param reason key, value and remedy
     */
    void refused(long revision, String reason);
}
