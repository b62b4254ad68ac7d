package dev.hawkeye.traces;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the log of OpenTelemetry's SDK on to the log of this process, one line per record, without stack traces. The SDK
 * uses {@code java.util.logging}, which would print to stderr in a format of its own, even if logs are to be JSON. It
 * limits itself to a line a minute while something lasts. Thread-safe.
 */
final class ExporterLog extends Handler {
    private static final Logger log = LoggerFactory.getLogger(Traces.class);
    /** A record may quote the whole response of a server. */
    private static final int MAX_CHARACTERS = 300;

    /** Kept here, because java.util.logging forgets a logger that nobody refers to. */
    private static final java.util.logging.Logger SDK = java.util.logging.Logger.getLogger("io.opentelemetry");

    private ExporterLog() {}

    /** Takes effect once per process, and stays. */
    static synchronized void use() {
        if (SDK.getUseParentHandlers()) {
            SDK.addHandler(new ExporterLog());
            SDK.setUseParentHandlers(false);
        }
    }

    @Override
    public void publish(LogRecord record) {
        String line = line(record);
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            log.warn("{}", line);
        } else {
            log.debug("{}", line);
        }
    }

    private static String line(LogRecord record) {
        Throwable thrown = record.getThrown();
        String message = String.valueOf(record.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        String line = message + (thrown == null ? "" : " (" + thrown.getClass().getSimpleName() + ")");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
