package dev.hawkeye.commandline;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Log levels and format; overrides logback.xml. */
public final class Logs {
    /** Loggers that logback.xml limits to errors. */
    private static final List<String> NOISY = List.of(
            "org.apache.kafka",
            "org.apache.kafka.clients",
            "org.apache.kafka.streams",
            "kafka",
            "org.apache.flink.avro.registry.confluent.shaded",
            "org.eclipse.jetty",
            "io.javalin");

    private Logs() {}

    /** @param quiet like {@link #warningsOnly}, and hides progress */
    public static void configure(LogFormat format, boolean verbose, boolean quiet) {
        if (format == LogFormat.JSON) {
            json(verbose);
        }
        if (verbose) {
            verbose();
        }
        if (quiet) {
            warningsOnly();
            Progress.hide();
        }
    }

    /** One JSON object per line, with the fields that log collectors need. */
    private static void json(boolean traces) {
        if (console() instanceof ConsoleAppender<ILoggingEvent> console) {
            console.setEncoder(jsonEncoder(console.getContext(), traces));
        }
    }

    public static JsonEncoder jsonEncoder(Context context, boolean traces) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMarkers(false);
        encoder.setWithKVPList(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithThrowable(traces);
        encoder.start();
        return encoder;
    }

    private static Appender<ILoggingEvent> console() {
        return logger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    }

    /** Hawkeye's lines from DEBUG up, the warnings of Kafka that are otherwise noise, and stack traces. */
    static void verbose() {
        logger("dev.hawkeye").setLevel(Level.DEBUG);
        NOISY.forEach(noisy -> logger(noisy).setLevel(Level.WARN));
        if (console() instanceof ConsoleAppender<ILoggingEvent> console
                && console.getEncoder() instanceof PatternLayoutEncoder encoder) {
            encoder.stop();
            encoder.setPattern(encoder.getPattern().replace("%nopex", "%ex"));
            encoder.start();
        }
    }

    /** For commands that print a table and a progress bar; --verbose takes precedence. */
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
