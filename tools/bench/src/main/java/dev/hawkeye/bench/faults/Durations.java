package dev.hawkeye.bench.faults;

import java.time.Duration;

/**
 * The durations of lasting faults.
 *
 * @param session the session timeout of the services
 * @param brokerAway how long the broker is stopped
 * @param registryAway how long the registry is stopped
 * @param frozen how long a process is frozen, longer than the session timeout
 */
record Durations(Duration session, Duration brokerAway, Duration registryAway, Duration frozen) {
    static final Durations LONG = new Durations(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(15));
    static final Durations SHORT =
            new Durations(Duration.ofSeconds(6), Duration.ofSeconds(8), Duration.ofSeconds(7), Duration.ofSeconds(9));
}
