package dev.hawkeye.aggregator.keyframes;

import dev.hawkeye.aggregator.input.Standstill;
import dev.hawkeye.aggregator.state.FramePlace;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the frames of events. All processors of a topology share one; thread-safe. */
public final class FrameReader {
    private final FrameFetcher fetcher;
    private final Deserializer<Frame> decoder;
    private final Standstill standstill;

    public FrameReader(FrameFetcher fetcher, Deserializer<Frame> decoder, Standstill standstill) {
        this.fetcher = fetcher;
        this.decoder = decoder;
        this.standstill = standstill;
    }

    /**
     * Reads one frame.
     *
     * @return empty when there is no such record (or no longer)
     * @throws dev.hawkeye.schemas.UndecodableException when the record does not contain a frame
     * @throws org.apache.kafka.common.KafkaException when it cannot be read in time
     */
    Optional<Frame> read(FramePlace place) {
        byte[] value = standstill.call(() -> fetcher.fetch(ref(place)).orElse(null));
        return Optional.ofNullable(standstill.call(() -> decoder.deserialize(place.getTopic(), value)));
    }

    public static FrameRef ref(FramePlace place) {
        return new FrameRef(place.getTopic(), place.getPartition(), place.getOffset());
    }
}
