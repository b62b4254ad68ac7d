package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes to detections. What is none is told of in one line, counted and left out; what cannot be decoded because the
 * registry is away waits for it. Used by one stream thread.
 */
final class DetectionDecoder {
    private static final Logger log = LoggerFactory.getLogger(DetectionDecoder.class);

    /** Some thousand objects; the last few detections of a camera share one record of its state. */
    private static final int MOST_BYTES = 128 << 10;

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final Deserializer<Detection> decoder;
    private final Standstill standstill;
    private final AggregatorMeters meters;

    DetectionDecoder(Deserializer<Detection> decoder, Standstill standstill, AggregatorMeters meters) {
        this.decoder = decoder;
        this.standstill = standstill;
        this.meters = meters;
    }

    /** @param where the record lies, for the log */
    Optional<Detection> decode(byte[] value, Optional<RecordMetadata> where) {
        String fault;
        try {
            String topic = where.map(RecordMetadata::topic).orElse(null);
            Detection detection = standstill.call(() -> decoder.deserialize(topic, value));
            fault = detection == null ? "it has no value" : fault(detection, value.length);
            if (fault == null) {
                return Optional.of(detection);
            }
        } catch (UndecodableException e) {
            fault = e.getMessage();
        }
        log.warn(
                "{} holds no detection and is left out: {}",
                where.map(w -> w.topic() + "-" + w.partition() + " at offset " + w.offset())
                        .orElse("a record"),
                fault);
        meters.undecodable();
        return Optional.empty();
    }

    private static String fault(Detection detection, int bytes) {
        if (bytes > MOST_BYTES) {
            return "it must be at most " + MOST_BYTES + " bytes, got: " + bytes;
        }
        if (!StreamNames.areUsable(detection.getCamera(), detection.getStream())) {
            return StreamNames.RULE + ", got: "
                    + detection.getCamera().length() + " and "
                    + detection.getStream().length();
        }
        Instant time = detection.getCaptureTime();
        return time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)
                ? "its capture time must be in the years 1970 to 9999, got: " + time
                : null;
    }
}
