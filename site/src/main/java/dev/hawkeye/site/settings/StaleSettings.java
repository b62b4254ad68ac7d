package dev.hawkeye.site.settings;

import dev.hawkeye.settings.UserException;

/** Thrown when someone else has changed the settings meanwhile. */
public final class StaleSettings extends UserException {
    private static final long serialVersionUID = 1;

    StaleSettings(String message) {
        super(message);
    }
}
