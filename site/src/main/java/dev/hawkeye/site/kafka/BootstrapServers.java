package dev.hawkeye.site.kafka;

import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** kafka.bootstrap.servers, read as the single address of an embedded Kafka. */
public record BootstrapServers(String text) {
    public static final String KEY = "kafka.bootstrap.servers";
    private static final Pattern THIS_MACHINE = Pattern.compile("(127\\.0\\.0\\.1|localhost):(\\d{1,5})");

    /** Its text is empty if the setting is missing. */
    public static BootstrapServers of(HawkeyeConfig config) {
        return new BootstrapServers(
                config.kafka().getOrDefault("bootstrap.servers", "").strip());
    }

    /** Checks that it is set, as a {@link dev.hawkeye.site.config.ConfigCheck}. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (of(config).text.isEmpty()) {
            problems.accept(KEY, "is missing: set it to HOST:PORT");
        }
    }

    /** Checks that it is a valid address for the embedded Kafka of {@code run}. */
    public static void checkForOwn(HawkeyeConfig config, BiConsumer<String, String> problems) {
        BootstrapServers servers = of(config);
        if (!servers.isThisMachine()) {
            problems.accept(
                    KEY,
                    "is " + servers.text + ", but run starts its own Kafka on 127.0.0.1: add --kafka " + servers.text
                            + " to use that one, or set it to 127.0.0.1:PORT");
        }
    }

    boolean isThisMachine() {
        return THIS_MACHINE.matcher(text).matches();
    }

    /** @return the port of an address on this machine */
    public int port() {
        Matcher form = THIS_MACHINE.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException("not on this machine: " + text);
        }
        return Integer.parseInt(form.group(2));
    }
}
