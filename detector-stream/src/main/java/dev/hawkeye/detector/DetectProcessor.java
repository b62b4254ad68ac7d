package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.vision.Outcome;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of one partition in, one detection record for each of them out, in the same order.
 *
 * <p>{@code process()} decodes the record, hands the frame to the lanes and returns; results are forwarded from
 * {@code process()} and from a wall-clock punctuator, always from the oldest frame on. When the partition's share of
 * frames in flight is used up, {@code process()} waits for the oldest one: that is the back-pressure, and as long as it
 * waits the lanes have work. What may be committed meanwhile is the business of {@link CommitGuard}.
 *
 * <p>A record that holds no frame becomes a dead letter. A frame that cannot be analysed becomes a FAILED detection and a
 * dead letter. Both take their place in the order like any other.
 */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(DetectProcessor.class);
    private static final Duration DRAIN_INTERVAL = Duration.ofMillis(5);
    private static final long WAIT_MILLIS = 1_000;

    private final Detector detector;
    private final InFlight inFlight;
    private final Lanes.Queue queue;
    private ProcessorContext<byte[], byte[]> context;
    private TopicPartition partition;

    DetectProcessor(Detector detector) {
        this.detector = detector;
        this.inFlight = new InFlight(detector.config().inFlight());
        this.queue = detector.lanes().newQueue();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        partition =
                new TopicPartition(detector.topics().frames(), context.taskId().partition());
        detector.guard().open(partition, inFlight);
        context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> drain());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        FrameTask task = decode(record, offset);
        try {
            while (inFlight.isFull()) {
                inFlight.head().await(WAIT_MILLIS);
                drain();
            }
            if (task.result() == null
                    && !task.shedIfOlder(
                            detector.clock().millis(), detector.config().maxFrameAge())) {
                while (!detector.lanes().awaitRoom(task.bytes(), WAIT_MILLIS)) {
                    drain();
                }
                queue.submit(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lane", e);
        }
        inFlight.add(task);
        drain();
    }

    private FrameTask decode(Record<byte[], byte[]> record, long offset) {
        String reason;
        try {
            Frame frame =
                    detector.patience().call(() -> detector.frames().deserialize(partition.topic(), record.value()));
            if (frame != null) {
                return new FrameTask(record, offset, frame);
            }
            reason = "the record has no value";
        } catch (UndecodableException e) {
            reason = e.getMessage();
        }
        FrameTask task = new FrameTask(record, offset, null);
        task.complete(new Result.Undecodable(reason));
        return task;
    }

    /** Forwards every frame whose result is there, from the oldest on, up to the first that is still in flight. */
    private void drain() {
        for (FrameTask head = inFlight.head(); head != null && head.result() != null; head = inFlight.head()) {
            forward(head);
            inFlight.removeHead();
        }
    }

    private void forward(FrameTask task) {
        if (task.result() instanceof Result.Undecodable undecodable) {
            log.warn("{} at offset {} holds no frame: {}", partition, task.offset, undecodable.reason());
            detector.meters().undecodable();
            deadLetter(task, undecodable.reason());
            return;
        }
        FrameRef ref = new FrameRef(partition.topic(), partition.partition(), task.offset);
        Detection detection = detector.records().of(task, ref);
        String topic = detector.topics().detections();
        byte[] value = detector.patience().call(() -> detector.detections().serialize(topic, detection));
        byte[] key = task.record.key() != null
                ? task.record.key()
                : detection.getCamera().getBytes(UTF_8);
        context.forward(task.record.withKey(key).withValue(value), DetectorTopology.DETECTIONS);
        if (task.result() instanceof Result.Analysed analysed && analysed.outcome() instanceof Outcome.Failed failed) {
            log.warn(
                    "frame {} of camera {} cannot be analysed: {}",
                    detection.getSequence(),
                    detection.getCamera(),
                    failed.reason());
            deadLetter(task, failed.reason());
        }
        detector.meters().detection(detection);
    }

    private void deadLetter(FrameTask task, String why) {
        context.forward(
                DeadLetters.of(task.record, partition.topic(), context.taskId(), task.offset, why),
                DetectorTopology.DEAD_LETTERS);
    }

    @Override
    public void close() {
        queue.abandon();
        detector.guard().close(partition, inFlight);
    }
}
