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
 * Reads detections, and refuses the records that cannot be counted, whatever they contain. All processors of a topology
 * share one; thread-safe.
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
     * Reads a record and counts it.
     *
     * @param now wall-clock time, ms since the epoch
     * @param count counts the detection; throws an {@link UncountableException} before it changes anything
     * @return why the record cannot be counted; empty when it was counted
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

    /** The clock that determines when cameras are silent, see {@link Standstill#clock}. */
    public long clock(long wallMillis) {
        return standstill.clock(wallMillis);
    }
}
