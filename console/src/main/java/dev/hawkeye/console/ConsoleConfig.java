package dev.hawkeye.console;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Settings of the console; keys as in hawkeye.yaml under {@code console}. Immutable, validated on construction.
 *
 * @param aggregators HTTP addresses of the aggregators, such as http://192.0.2.20:8080, for the history of counts
 * @param pictureCache maximum bytes of JPEGs cached for later requests
 * @param events number of newest events kept, 1 to 100,000
 * @param timeZone zone in which times are shown, such as Europe/Berlin; empty for this machine's
 * @param kafka native Kafka consumer and admin properties for the console only
 */
public record ConsoleConfig(
        List<String> aggregators, DataSize pictureCache, int events, String timeZone, Map<String, String> kafka) {
    private static final int MAX_EVENTS = 100_000;

    public ConsoleConfig {
        for (String aggregator : aggregators) {
            Check.that(
                    isAddress(aggregator),
                    "aggregators",
                    "must each be like http://HOST:PORT, without a user",
                    shown(aggregator));
        }
        Check.range("events", events, 1, MAX_EVENTS);
        Check.that(
                isZone(timeZone),
                "time-zone",
                "must be a name such as Europe/Berlin or an offset such as +02:00, empty for this machine's zone",
                timeZone);
        aggregators = List.copyOf(aggregators);
        kafka = Map.copyOf(kafka);
    }

    /** The time zone of the site. */
    public ZoneId zone() {
        return timeZone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(timeZone);
    }

    private static boolean isZone(String text) {
        try {
            return text.isEmpty() || ZoneId.of(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && List.of("", "/").contains(address.getPath());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keeps possible passwords out of errors. */
    private static String shown(String address) {
        return address.replaceAll("(?<=//)[^/]*@", "***@");
    }

    /** Omits the values of native properties, since they may be secrets. */
    @Override
    public String toString() {
        return "ConsoleConfig[aggregators=" + aggregators + ", pictureCache=" + pictureCache + ", events=" + events
                + ", timeZone=" + timeZone + ", kafka=" + kafka.keySet() + "]";
    }
}
