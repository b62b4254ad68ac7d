package dev.hawkeye.notify.config;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Where messages go; keys as in hawkeye.yaml under {@code notify.targets}. It does not contain the secret, see
 * {@link NotifyConfig#secret}. Immutable, validated on construction.
 *
 * @param name of 1 to 60 letters, digits, '.', '_' and '-'
 * @param url unused for commands; http:// or https:// for a webhook; mqtt://HOST:PORT or mqtts://HOST:PORT for a broker
 * @param prefix for the topics on a broker
 * @param discovery topic prefix of Home Assistant; empty to announce no devices
 * @param sensors whether counts and motion are published to a broker as states
 * @param pictures maximum size of keyframes sent to a broker; 0 B for none
 * @param timeout of each attempt
 * @param retryFirst pause before the first retry; doubles with each retry ...
 * @param retryLongest ... up to this limit
 * @param maxAge age at which a message is given up, counted from the arrival of its event
 * @param trust PEM file of the trusted authorities; empty for those that Java trusts
 * @param privateAddresses whether the host name of a webhook may resolve to an address of a private network
 * @param command the commands for an actuator
 * @param parameters of the commands
 */
public record TargetConfig(
        String name,
        Type type,
        String url,
        String prefix,
        String discovery,
        boolean sensors,
        DataSize pictures,
        Duration timeout,
        Duration retryFirst,
        Duration retryLongest,
        Duration maxAge,
        Path trust,
        boolean privateAddresses,
        CommandConfig command,
        Map<String, String> parameters) {
    private static final DataSize MOST_PICTURE = new DataSize(4 << 20);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

    /** How messages are sent. */
    public enum Type {
        WEBHOOK("http"),
        MQTT("mqtt"),
        COMMANDS("");

        private final String scheme;

        Type(String scheme) {
            this.scheme = scheme;
        }

        /** An 's' appended to the scheme means TLS. */
        private boolean takes(String other) {
            return other != null && (other.equalsIgnoreCase(scheme) || other.equalsIgnoreCase(scheme + "s"));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TargetConfig {
        Names.check("name", name);
        if (type == Type.COMMANDS) {
            Check.that(
                    !command.action().isEmpty(),
                    "command.action",
                    "must be what the actuator should do, such as open",
                    "nothing");
        } else {
            checkAddress(type, url);
        }
        checkTopic("prefix", prefix);
        if (!discovery.isEmpty()) {
            checkTopic("discovery", discovery);
        }
        Check.atLeastOneMilli("timeout", timeout);
        Check.that(timeout.compareTo(LONGEST_TIMEOUT) <= 0, "timeout", "must be at most 2 m", timeout);
        Check.atLeastOneMilli("retry-first", retryFirst);
        Check.that(
                retryLongest.compareTo(retryFirst) >= 0,
                "retry-longest",
                "must be at least retry-first, which is " + retryFirst,
                retryLongest);
        Check.positive("max-age", maxAge);
        Check.that(pictures.bytes() <= MOST_PICTURE.bytes(), "pictures", "must be at most " + MOST_PICTURE, pictures);
        parameters = Map.copyOf(parameters);
    }

    private static void checkAddress(Type type, String url) {
        String rule = "must be like " + (type == Type.WEBHOOK ? "https://HOST/PATH" : "mqtts://HOST:8883")
                + ", without user and password";
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw Address.refusal(rule, "something that is not an address");
        }
        boolean right = type.takes(address.getScheme()) && address.getHost() != null;
        if (!right) {
            throw Address.refusal(rule, Address.shown(address));
        }
        if (address.getUserInfo() != null) {
            throw Address.refusal(rule + "; put them into notify.secrets", Address.shown(address));
        }
        if (type == Type.MQTT && !address.getRawPath().matches("/?")) {
            throw Address.refusal(rule + " and path; prefix begins the topics", Address.shown(address));
        }
    }

    private static void checkTopic(String key, String topic) {
        Check.that(
                topic.matches("[^+#\\s/]+(/[^+#\\s/]+)*") && topic.length() <= 200,
                key,
                "must be levels of a topic such as site/cameras, without '+', '#' and blanks",
                "'" + topic + "'");
    }

    /** The address as a URI. */
    public URI address() {
        return URI.create(url);
    }

    /** The actuator that gets the commands. */
    public String actuator() {
        return command.actuator().isEmpty() ? name : command.actuator();
    }

    /** The address, safe to show: without the path, which for a webhook is often its password. */
    public String shownAddress() {
        return type == Type.COMMANDS ? "kafka" : Address.shown(address());
    }

    /** Shows only scheme, host and port of the address. */
    @Override
    public String toString() {
        return "TargetConfig[name=" + name + ", type=" + type + ", url=" + shownAddress() + ", timeout=" + timeout
                + ", retryFirst=" + retryFirst + ", retryLongest=" + retryLongest + ", maxAge=" + maxAge + "]";
    }
}
