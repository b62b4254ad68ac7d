package dev.hawkeye.notify.alarm;

import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Matches events against a rule. Immutable.
 *
 * @param zone the time zone of the site
 */
public record Rule(RuleConfig config, ZoneId zone) {

    public String name() {
        return config.name();
    }

    boolean matches(Event event) {
        return isChosen(event)
                && isAmong(config.cameras(), event.getCamera())
                && isAmong(config.classes(), event.getClassName())
                && isAmong(config.zones(), event.getZone())
                && isAmong(config.lines(), event.getLine())
                && wasThere(event)
                && isTime(moment(event));
    }

    private boolean isChosen(Event event) {
        EventChoice what = EventChoice.of(event);
        // The record for a zone that has room again has the same type as for a full one.
        boolean over = what == EventChoice.OCCUPANCY && event.getKind() == EventKind.LEFT;
        return !over && config.chosen().contains(what);
    }

    private static boolean isAmong(List<String> wanted, String name) {
        return wanted.isEmpty() || (name != null && wanted.contains(name));
    }

    private boolean wasThere(Event event) {
        return config.minDwell().isZero()
                || (event.getDwellMillis() != null
                        && event.getDwellMillis() >= config.minDwell().toMillis());
    }

    private boolean isTime(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        return config.times().isEmpty() || config.times().stream().anyMatch(time -> time.includes(there));
    }

    /** Capture time of what a record reports. */
    static Instant moment(Event event) {
        return event.getKind() == EventKind.LEFT && event.getEnd() != null ? event.getEnd() : event.getConfirmed();
    }

    /** Whether another record with the same id will report its end. */
    static boolean lasts(Event event) {
        return event.getKind() == EventKind.APPEARED && event.getEnd() == null;
    }
}
