package dev.hawkeye.aggregator.keyframes;

import dev.hawkeye.schemas.FrameRef;
import java.util.Optional;

/** Reads single frame records by reference. Implementations are thread-safe. */
public interface FrameFetcher {
    /**
     * Reads one record, within a few seconds.
     *
     * @return the record's value as stored in Kafka; empty when there is no such record (or no longer)
     * @throws org.apache.kafka.common.KafkaException when it cannot be determined, or not in time, whether it exists
     */
    Optional<byte[]> fetch(FrameRef frame);
}
