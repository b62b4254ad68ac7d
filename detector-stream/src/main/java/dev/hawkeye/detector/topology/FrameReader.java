package dev.hawkeye.detector.topology;

import dev.hawkeye.detector.lanes.FrameResult;
import dev.hawkeye.detector.lanes.FrameTask;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.streams.FatalRecords;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads the frame of a record, and corrects its capture time. A record without a frame, or one that killed a stream
 * thread before, becomes an undecodable task. Thread-safe.
 */
public final class FrameReader {
    private final Deserializer<Frame> deserializer;
    private final RegistryPatience patience;
    private final FatalRecords fatal;
    private final CaptureTimes captureTimes;
    private final Clock clock;

    /** @param patience waits for a registry that is unavailable */
    public FrameReader(
            Deserializer<Frame> deserializer,
            RegistryPatience patience,
            FatalRecords fatal,
            CaptureTimes captureTimes,
            Clock clock) {
        this.deserializer = deserializer;
        this.patience = patience;
        this.fatal = fatal;
        this.captureTimes = captureTimes;
        this.clock = clock;
    }

    FrameTask read(TopicPartition partition, Record<byte[], byte[]> record, long offset) {
        return fatal.call(
                partition,
                offset,
                () -> fatal.reason(partition, offset)
                        .map(reason -> undecodable(record, offset, reason))
                        .orElseGet(() -> decode(partition, record, offset)));
    }

    private FrameTask decode(TopicPartition partition, Record<byte[], byte[]> record, long offset) {
        try {
            Frame frame = patience.call(() -> deserializer.deserialize(partition.topic(), record.value()));
            Optional<String> trouble = trouble(frame);
            if (trouble.isPresent()) {
                return undecodable(record, offset, trouble.get());
            }
            captureTimes.correct(frame, record.timestamp(), clock.millis());
            FrameTask task = new FrameTask(record, offset, frame);
            if (frame.getUnchangedSince() != null && !frame.getJpeg().hasRemaining()) {
                task.complete(new FrameResult.Unchanged());
            }
            return task;
        } catch (UndecodableException e) {
            return undecodable(record, offset, e.getMessage());
        }
    }

    private static Optional<String> trouble(Frame frame) {
        if (frame == null) {
            return Optional.of("the record has no value");
        }
        if (!StreamNames.areUsable(frame.getCamera(), frame.getStream())) {
            return Optional.of(StreamNames.RULE);
        }
        return StreamNames.isUsableFile(frame.getPictureFile()) ? Optional.empty() : Optional.of(StreamNames.FILE_RULE);
    }

    private static FrameTask undecodable(Record<byte[], byte[]> record, long offset, String reason) {
        FrameTask task = new FrameTask(record, offset, null);
        task.complete(new FrameResult.Undecodable(reason));
        return task;
    }
}
