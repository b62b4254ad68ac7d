package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.streams.DeadLetterLog;
import dev.hawkeye.streams.DeadLetters;
import dev.hawkeye.vision.Outcome;
import java.time.Duration;
import java.util.Optional;
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
 * <p>A record that holds no frame becomes a dead letter. A frame that cannot be analysed becomes a FAILED detection and
 * a dead letter. Both take their place in the order like any other.
 */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(DetectProcessor.class);
    private static final Duration DRAIN_INTERVAL = Duration.ofMillis(5);
    private static final Duration OVERLOAD_INTERVAL = Duration.ofSeconds(1);
    private static final long WAIT_MILLIS = 1_000;

    private final Detector detector;
    private final DeadLetterLog letters;
    private InFlight inFlight;
    private LaneQueues.Queue queue;
    private ProcessorContext<byte[], byte[]> context;
    private TopicPartition partition;

    DetectProcessor(Detector detector) {
        this.detector = detector;
        this.letters = new DeadLetterLog(log, detector.topics().framesDlq());
    }

    /**
     * Begins anew, since Kafka Streams also revives a processor that it closed: after a commit whose outcome it does
     * not know, say. The frames that were in flight then are read again, and must not be forwarded a second time.
     */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        inFlight = new InFlight(detector.config().inFlight());
        queue = detector.lanes().queues().newQueue();
        partition =
                new TopicPartition(detector.topics().frames(), context.taskId().partition());
        detector.guard().open(partition, inFlight);
        context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> forwardFinished());
        context.schedule(
                OVERLOAD_INTERVAL,
                PunctuationType.WALL_CLOCK_TIME,
                now -> detector.overload().look());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        if (detector.drain().hasBegun()) {
            inFlight.refuse(offset);
            return;
        }
        FrameTask task = detector.fatal().call(partition, offset, () -> decode(record, offset));
        try {
            while (inFlight.isFull()) {
                inFlight.head().await(WAIT_MILLIS);
                forwardFinished();
            }
            if (task.result() == null && isWanted(task)) {
                while (!detector.lanes().queues().awaitRoom(task.bytes(), WAIT_MILLIS)) {
                    forwardFinished();
                }
                queue.submit(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lane", e);
        }
        inFlight.add(task);
        detector.drain().taken();
        forwardFinished();
    }

    private boolean isWanted(FrameTask task) {
        if (!task.live()) {
            return true;
        }
        long now = now();
        Optional<String> shed = detector.shedding().onArrival(task.camera(), task.age(now), now, inFlight.fullness());
        shed.ifPresent(task::shed);
        return shed.isEmpty();
    }

    private long now() {
        return detector.clock().millis();
    }

    private FrameTask decode(Record<byte[], byte[]> record, long offset) {
        String reason = detector.fatal().reason(partition, offset).orElse(null);
        if (reason != null) {
            return undecodable(record, offset, reason);
        }
        try {
            Frame frame =
                    detector.patience().call(() -> detector.frames().deserialize(partition.topic(), record.value()));
            if (frame == null) {
                reason = "the record has no value";
            } else if (!StreamNames.areUsable(frame.getCamera(), frame.getStream())) {
                reason = StreamNames.RULE;
            } else {
                detector.captureTimes().correct(frame, record.timestamp(), now());
                return new FrameTask(record, offset, frame);
            }
        } catch (UndecodableException e) {
            reason = e.getMessage();
        }
        return undecodable(record, offset, reason);
    }

    private static FrameTask undecodable(Record<byte[], byte[]> record, long offset, String reason) {
        FrameTask task = new FrameTask(record, offset, null);
        task.complete(new Result.Undecodable(reason));
        return task;
    }

    /** Forwards every frame whose result is there, from the oldest on, up to the first that is still in flight. */
    private void forwardFinished() {
        for (FrameTask head = inFlight.head(); head != null && head.result() != null; head = inFlight.head()) {
            FrameTask finished = head;
            detector.fatal().run(partition, finished.offset, () -> forward(finished));
            inFlight.removeHead();
            detector.drain().left(1);
        }
    }

    private void forward(FrameTask task) {
        if (task.result() instanceof Result.Undecodable undecodable) {
            letters.warn("{} at offset {} holds no frame: {}", partition, task.offset, undecodable.reason());
            detector.meters().undecodable();
            deadLetter(task, undecodable.reason());
            return;
        }
        FrameRef ref = new FrameRef(partition.topic(), partition.partition(), task.offset);
        Detection detection = detector.records().of(task, ref);
        String topic = detector.topics().detections();
        byte[] value = detector.patience().call(() -> detector.detections().serialize(topic, detection));
        // Key and headers are ours: a foreign key would part the camera's detections, and either may be of any size.
        byte[] key = detection.getCamera().getBytes(UTF_8);
        context.forward(
                new Record<>(key, value, detection.getCaptureTime().toEpochMilli()), DetectorTopology.DETECTIONS);
        if (task.result() instanceof Result.Analysed analysed && analysed.outcome() instanceof Outcome.Failed failed) {
            letters.warn(
                    "frame {} of camera {} cannot be analysed: {}",
                    detection.getSequence(),
                    detection.getCamera(),
                    failed.reason());
            deadLetter(task, failed.reason());
        }
        detector.meters().detection(detection);
        detector.overload().detection(detection, task.frame.getWantedFps());
    }

    private void deadLetter(FrameTask task, String why) {
        Record<byte[], byte[]> letter =
                DeadLetters.of(task.record, partition.topic(), context.taskId(), task.offset, why);
        context.forward(
                DeadLetters.fitting(letter, detector.topics().framesDlq(), detector.refused()),
                DetectorTopology.DEAD_LETTERS);
    }

    @Override
    public void close() {
        letters.tellSilenced();
        queue.abandon();
        detector.drain().left(inFlight.size());
        detector.guard().close(partition, inFlight);
    }
}
