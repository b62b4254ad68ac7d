package dev.hawkeye.kafka;

import java.util.Optional;

/** Logs what Kafka refuses to one client, with the remedy. Thread-safe. */
public final class RefusalLog {
    private final KafkaAccess access;
    private final ThrottledLog log;

    public RefusalLog(KafkaAccess access, ThrottledLog log) {
        this.access = access;
        this.log = log;
    }

    /**
     * @return the line, whether it is logged now or was logged recently; empty when {@code failure} is not a refusal
     */
    public Optional<String> warn(Throwable failure) {
        Optional<String> refusal = access.refusal(failure);
        refusal.ifPresent(line -> log.warn("{}", line));
        return refusal;
    }
}
