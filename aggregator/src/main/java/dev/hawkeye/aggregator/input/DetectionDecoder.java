package dev.hawkeye.aggregator.input;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.UndecodableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes bytes into detections within their bounds. If a record cannot be decoded because the registry is unavailable,
 * waits for the registry. Not thread-safe; used by one stream thread.
 */
final class DetectionDecoder {
    private final Deserializer<Detection> decoder;
    private final Standstill standstill;

    DetectionDecoder(Deserializer<Detection> decoder, Standstill standstill) {
        this.decoder = decoder;
        this.standstill = standstill;
    }

    /**
     * Reads one record.
     *
     * @param topic the topic that the record was read from
     * @param now wall-clock time, ms since the epoch
     * @throws UncountableException when it contains no detection, or one outside {@link DetectionBounds}
     */
    Detection decode(Record<byte[], byte[]> record, String topic, long now) {
        Detection detection;
        try {
            detection = standstill.call(() -> decoder.deserialize(topic, record.value()));
        } catch (UndecodableException e) {
            throw new UncountableException(e.getMessage());
        }
        if (detection == null) {
            throw new UncountableException("it has no value");
        }
        DetectionBounds.check(detection, record, now);
        return detection;
    }
}
