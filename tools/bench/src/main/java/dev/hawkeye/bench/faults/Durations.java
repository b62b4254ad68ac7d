package dev.hawkeye.bench.faults;

import java.time.Duration;

/**
 * The durations of faults that last.
 *
 * @param session session timeout of the services
 * @param brokerAway broker stopped
 * @param registryAway registry stopped
 * @param frozen longer than the session timeout
 */
record Durations(Duration session, Duration brokerAway, Duration registryAway, Duration frozen) {
    static final Durations LONG = new Durations(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(15));
    static final Durations SHORT =
            new Durations(Duration.ofSeconds(6), Duration.ofSeconds(8), Duration.ofSeconds(7), Duration.ofSeconds(9));
}
