package dev.hawkeye.aggregator.input;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.streams.FatalRecords;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads detections, and refuses the records that cannot be counted, whatever they contain. One for all processors of a
 * topology; safe for use by many threads.
 */
public final class DetectionReader {
    private final DetectionDecoder decoder;
    private final FatalRecords fatal;
    private final Standstill standstill;

    public DetectionReader(Deserializer<Detection> decoder, FatalRecords fatal, Standstill standstill) {
        this.decoder = new DetectionDecoder(decoder, standstill);
        this.fatal = fatal;
        this.standstill = standstill;
    }

    /**
     * Has a record counted.
     *
     * @param now by the clock, ms since the epoch
     * @param count takes the detection; throws an {@link UncountableException} before it changes anything
     * @return why it cannot be counted; empty when it was
     */
    public Optional<String> read(
            Record<byte[], byte[]> record, RecordMetadata place, long now, Consumer<Detection> count) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        return fatal.reason(partition, place.offset())
                .or(() -> fatal.call(partition, place.offset(), () -> {
                    try {
                        count.accept(decoder.decode(record, place.topic(), now));
                        return Optional.empty();
                    } catch (UncountableException e) {
                        return Optional.of(e.getMessage());
                    }
                }));
    }

    /** The clock by which cameras fall silent, see {@link Standstill#clock}. */
    public long clock(long wallMillis) {
        return standstill.clock(wallMillis);
    }
}
