package dev.hawkeye.detector.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.detector.lanes.FrameResult;
import dev.hawkeye.detector.lanes.FrameTask;
import dev.hawkeye.detector.meters.DetectorMeters;
import dev.hawkeye.detector.meters.OverloadWatch;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.DeadLetters;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.traces.Traces;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the result of each frame: its detection, a dead letter if due, and the counts. Thread-safe; each partition has
 * its own {@link Partition}.
 */
public final class DetectionWriter {
    private static final int SMALL_BYTES = 4096; // more than 100 objects
    private static final Logger log = LoggerFactory.getLogger(DetectionWriter.class);

    private final Topics topics;
    private final DetectionRecords records;
    private final Serializer<Detection> serializer;
    private final RegistryPatience patience;
    private final RefusedSizes refused;
    private final FatalRecords fatal;
    private final DetectorMeters meters;
    private final OverloadWatch overload;
    private volatile Traces traces = Traces.OFF;

    /**
     * @param patience waits for a registry that is unavailable
     * @param refused sizes of records that Kafka has refused
     */
    public DetectionWriter(
            Topics topics,
            DetectionRecords records,
            Serializer<Detection> serializer,
            RegistryPatience patience,
            RefusedSizes refused,
            FatalRecords fatal,
            DetectorMeters meters,
            OverloadWatch overload) {
        this.topics = topics;
        this.records = records;
        this.serializer = serializer;
        this.patience = patience;
        this.refused = refused;
        this.fatal = fatal;
        this.meters = meters;
        this.overload = overload;
    }

    /** Adds to the traces of frames from now on. */
    public void tracing(Traces now) {
        traces = now;
    }

    Partition open(TopicPartition partition, ProcessorContext<byte[], byte[]> context) {
        return new Partition(partition, context);
    }

    /** Logs whether this detector is overloaded; call it about every second. */
    void watchOverload() {
        overload.look();
    }

    /** The output of one partition. Confined to the stream thread of its task. */
    final class Partition {
        private final TopicPartition partition;
        private final ProcessorContext<byte[], byte[]> context;
        private final ThrottledLog letters = DeadLetters.log(log, topics.framesDlq());

        private Partition(TopicPartition partition, ProcessorContext<byte[], byte[]> context) {
            this.partition = partition;
            this.context = context;
        }

        /** Writes everything due for a finished task. */
        void write(FrameTask task) {
            fatal.run(partition, task.offset, () -> {
                if (task.result() instanceof FrameResult.Undecodable undecodable) {
                    writeUndecodable(task, undecodable.reason());
                } else {
                    writeDetection(task);
                }
            });
        }

        private void writeUndecodable(FrameTask task, String reason) {
            letters.warn("{} at offset {} holds no frame: {}", partition, task.offset, reason);
            meters.undecodable();
            writeDeadLetter(task, reason);
        }

        private void writeDetection(FrameTask task) {
            FrameRef ref = new FrameRef(partition.topic(), partition.partition(), task.offset);
            Detection detection = records.of(task, ref);
            byte[] value = bytes(detection);
            if (!fits(detection, value)) {
                String reason = "its detection has " + value.length + " bytes, too large for " + topics.detections();
                detection = records.failed(task, ref, reason);
                value = bytes(detection);
            }
            Record<byte[], byte[]> record = new Record<>(
                    key(detection), value, detection.getCaptureTime().toEpochMilli());
            traces.detected(task.record.headers(), detection, task.nanosSinceArrival())
                    .ifPresent(record.headers()::add);
            context.forward(record, DetectorTopology.DETECTIONS);
            if (detection.getFate() == Fate.FAILED) {
                letters.warn(
                        "frame {} of camera {} is FAILED: {}",
                        detection.getSequence(),
                        detection.getCamera(),
                        detection.getReason());
                writeDeadLetter(task, detection.getReason());
            }
            meters.detection(detection);
            overload.detection(detection, task.frame.getWantedFps());
        }

        private byte[] bytes(Detection detection) {
            return patience.call(() -> serializer.serialize(topics.detections(), detection));
        }

        /** Key and headers are ours: a foreign key would split the camera's detections, and either could have any size. */
        private byte[] key(Detection detection) {
            return detection.getCamera().getBytes(UTF_8);
        }

        /**
         * Assumes a trace, whose header is not known before the detection is. A small detection always fits: its size
         * may have been noted only because it was sent together with a record that was too large.
         */
        private boolean fits(Detection detection, byte[] value) {
            if (value.length < SMALL_BYTES) {
                return true;
            }
            int bytes = RefusedSizes.bytes(key(detection), value, new RecordHeaders());
            return refused.fits(topics.detections(), bytes + Traces.MAX_HEADER_BYTES);
        }

        private void writeDeadLetter(FrameTask task, String why) {
            Record<byte[], byte[]> letter =
                    DeadLetters.of(task.record, partition.topic(), context.taskId(), task.offset, why);
            context.forward(DeadLetters.fitting(letter, topics.framesDlq(), refused), DetectorTopology.DEAD_LETTERS);
        }

        void close() {
            letters.reset();
        }
    }
}
