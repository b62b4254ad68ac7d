package dev.hawkeye.site;

import dev.hawkeye.site.http.Health;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a process that is not ready is waiting for: after 10 s, 20 s, 40 s and so on, and once more when it becomes
 * ready. Not thread-safe.
 */
public final class ReadyLog {
    private static final Logger log = LoggerFactory.getLogger(ReadyLog.class);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Health health;
    private final LongSupplier nanoTime;
    private long notReadySince;
    private long nextLine = PATIENCE_NANOS;
    private boolean ready;

    public ReadyLog(Health health) {
        this(health, System::nanoTime);
    }

    public ReadyLog(Health health, LongSupplier nanoTime) {
        this.health = health;
        this.nanoTime = nanoTime;
        this.notReadySince = nanoTime.getAsLong();
    }

    /** Checks the state. Call it about every second. */
    public void look() {
        Health.Report report = health.ready();
        long now = nanoTime.getAsLong();
        if (report.up()) {
            if (nextLine > PATIENCE_NANOS) {
                log.info(
                        "Ready after {} s",
                        Duration.ofNanos(now - notReadySince).toSeconds());
            }
            nextLine = PATIENCE_NANOS;
            ready = true;
            return;
        }
        if (ready) {
            ready = false;
            notReadySince = now;
        }
        if (now - notReadySince >= nextLine) {
            nextLine *= 2;
            log.warn(
                    "Not ready for {} s: {}",
                    Duration.ofNanos(now - notReadySince).toSeconds(),
                    waiting(report));
        }
    }

    private static String waiting(Health.Report report) {
        return report.components().entrySet().stream()
                .filter(component -> component.getValue().equals("DOWN"))
                .map(component -> {
                    String reason = report.waiting().getOrDefault(component.getKey(), "");
                    return component.getKey() + (reason.isEmpty() ? " is not available yet" : ": " + reason);
                })
                .collect(Collectors.joining("; "));
    }
}
