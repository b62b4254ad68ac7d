package dev.hawkeye.app.settings;

import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;

/** A service's state for a revision, in one line. */
final class StatusLine {
    private StatusLine() {}

    static String of(SiteStatus status, long revision) {
        String who = status.getService() + " " + status.getInstance();
        if (status.getRevision() < revision) {
            return who + " has not answered, and runs with revision " + status.getRevision();
        }
        if (status.getState() == SettingsState.REFUSED) {
            return who + " refuses revision " + status.getRevision() + ": " + status.getReason();
        }
        return who + " runs with revision " + status.getRevision();
    }
}
