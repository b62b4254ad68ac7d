package dev.hawkeye.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged, over logback.xml. */
public final class Logs {
    /** Those that logback.xml keeps below their warnings. */
    private static final List<String> NOISY = List.of(
            "org.apache.kafka",
            "org.apache.kafka.clients",
            "org.apache.kafka.streams",
            "kafka",
            "org.apache.flink.avro.registry.confluent.shaded",
            "org.eclipse.jetty",
            "io.javalin");

    private Logs() {}

    /** Our lines from DEBUG on, Kafka's warnings that are noise otherwise, and stack traces. */
    static void verbose() {
        logger("dev.hawkeye").setLevel(Level.DEBUG);
        NOISY.forEach(noisy -> logger(noisy).setLevel(Level.WARN));
        if (logger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR") instanceof ConsoleAppender<ILoggingEvent> console
                && console.getEncoder() instanceof PatternLayoutEncoder encoder) {
            encoder.stop();
            encoder.setPattern(encoder.getPattern().replace("%nopex", "%ex"));
            encoder.start();
        }
    }

    /** For commands whose output is a table and a progress bar; not over --verbose. */
    public static void warningsOnly() {
        Logger ours = logger("dev.hawkeye");
        if (!ours.isDebugEnabled()) {
            ours.setLevel(Level.WARN);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
