package dev.hawkeye.app;

import dev.hawkeye.app.config.ConfigException;
import dev.hawkeye.app.config.HawkeyeConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** kafka.bootstrap.servers, read as the one address of an embedded Kafka. */
record BootstrapServers(String text) {
    static final String KEY = "kafka.bootstrap.servers";
    private static final Pattern THIS_MACHINE = Pattern.compile("(127\\.0\\.0\\.1|localhost):(\\d{1,5})");

    /** @throws ConfigException when it is missing */
    static BootstrapServers of(HawkeyeConfig config) {
        String text = config.kafka().getOrDefault("bootstrap.servers", "").strip();
        if (text.isEmpty()) {
            throw new ConfigException(KEY + " is missing: set it to HOST:PORT");
        }
        return new BootstrapServers(text);
    }

    boolean isThisMachine() {
        return THIS_MACHINE.matcher(text).matches();
    }

    /** @return of an address on this machine */
    int port() {
        Matcher form = THIS_MACHINE.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException("not on this machine: " + text);
        }
        return Integer.parseInt(form.group(2));
    }
}
