package dev.hawkeye.bench.faults;

import java.time.Duration;

/**
 * The durations of faults that last, and of what the services do.
 *
 * @param session session timeout of the services
 * @param commit from one commit of detector and aggregator to the next, so the work that a crash undoes. Ingest sends a
 *     picture for each, so the longer it is, the fewer pictures last for a campaign.
 * @param brokerAway broker stopped
 * @param registryAway registry stopped
 * @param frozen longer than the session timeout
 */
record Durations(Duration session, Duration commit, Duration brokerAway, Duration registryAway, Duration frozen) {
    static final Durations LONG = new Durations(
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));
    static final Durations SHORT = new Durations(
            Duration.ofSeconds(6),
            Duration.ofMillis(300),
            Duration.ofSeconds(8),
            Duration.ofSeconds(7),
            Duration.ofSeconds(9));
}
