package dev.hawkeye.console;

import dev.hawkeye.console.api.SiteView;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The site settings that the page needs. Immutable.
 *
 * @param window length of a window of counts
 * @param advance time from one window to the next
 * @param history how long final windows are kept; zero for none
 */
public record SiteSettings(Duration window, Duration advance, Duration history) {

    SiteView view(ZoneId zone) {
        return new SiteView(name(zone), window.toMillis(), advance.toMillis(), history.toMillis());
    }

    /** Converts to a form that browsers accept, too: "GMT+02:00" becomes "+02:00", and "Z" becomes "UTC". */
    private static String name(ZoneId zone) {
        ZoneId normalized = zone.normalized();
        return normalized.equals(ZoneOffset.UTC) ? "UTC" : normalized.getId();
    }
}
