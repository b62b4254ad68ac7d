package dev.hawkeye.detector.topology;

import dev.hawkeye.detector.lanes.FrameTask;
import dev.hawkeye.detector.lanes.LaneQueues;
import dev.hawkeye.detector.lanes.Lanes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads the frames of one partition and forwards one detection record for each, in the same order.
 *
 * <p>{@code process()} decodes the record, hands the frame to the lanes and returns; results are forwarded from
 * {@code process()} and from a wall-clock punctuator, always starting with the oldest frame. When the partition's share
 * of frames in flight is used up, {@code process()} waits for the oldest one. That is the backpressure; the lanes have
 * work in the meantime. {@link CommitGuard} decides how far commits may go.
 *
 * <p>But it does not wait for long. All partitions of the stream thread share a transaction, which the broker aborts after
 * 10 s, and nothing is committed while one of them waits. So an inference that hangs until lane-timeout (30 s) would undo
 * the work of all partitions; all of it would be repeated, and the inference would hang again, without end. Therefore a
 * record that has waited for a second is accepted although the share is used up: one each second, for as long as an
 * inference can hang.
 *
 * <p>A record that contains no frame becomes a dead letter. A frame that cannot be analyzed, or whose detection its
 * topic refuses as too large, becomes a FAILED detection and a dead letter. All keep their place in the order.
 */
public final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration DRAIN_INTERVAL = Duration.ofMillis(5);
    private static final Duration OVERLOAD_INTERVAL = Duration.ofSeconds(1);
    private static final long WAIT_MILLIS = 1_000;

    private final String topic;
    private final FrameReader reader;
    private final Lanes lanes;
    private final FramesInFlight frames;
    private final DetectionWriter writer;
    private ProcessorContext<byte[], byte[]> context;
    private TopicPartition partition;
    private InFlight inFlight;
    private LaneQueues.Queue queue;
    private DetectionWriter.Partition output;
    private boolean hasWaited; // for a place, since the last punctuation

    /** @param topic of the frames */
    public DetectProcessor(
            String topic, FrameReader reader, Lanes lanes, FramesInFlight frames, DetectionWriter writer) {
        this.topic = topic;
        this.reader = reader;
        this.lanes = lanes;
        this.frames = frames;
        this.writer = writer;
    }

    /**
     * Starts from scratch, since Kafka Streams also revives a processor that it closed, such as after a commit with an
     * unknown outcome. The frames that were in flight then are read again, and must not be forwarded twice.
     */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        partition = new TopicPartition(topic, context.taskId().partition());
        inFlight = frames.open(partition);
        queue = lanes.newQueue();
        output = writer.open(partition, context);
        hasWaited = false;
        context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> {
            hasWaited = false;
            forwardFinished();
        });
        context.schedule(OVERLOAD_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> writer.watchOverload());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        if (!inFlight.takes(offset)) {
            return;
        }
        FrameTask task = reader.read(partition, record, offset);
        try {
            awaitPlace();
            if (task.result() == null && queue.accepts(task, inFlight.fullness())) {
                while (!queue.awaitRoom(task, WAIT_MILLIS)) {
                    forwardFinished();
                }
                queue.submit(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lane", e);
        }
        inFlight.add(task);
        forwardFinished();
    }

    /** Waits for long only once before the stream thread, which may process several records in a row, can commit. */
    private void awaitPlace() throws InterruptedException {
        long end = System.nanoTime() + (hasWaited ? 0 : TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS));
        while (inFlight.isFull()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 && !inFlight.isOverrun()) {
                hasWaited = true;
                return;
            }
            inFlight.head().await(left > 0 ? left : WAIT_MILLIS);
            forwardFinished();
        }
    }

    /** Forwards every finished frame, oldest first, up to the first that is still in flight. */
    private void forwardFinished() {
        for (FrameTask head = inFlight.head(); head != null && head.result() != null; head = inFlight.head()) {
            output.write(head);
            inFlight.removeHead();
            if (head.frame != null && head.frame.getLast()) {
                context.commit(); // someone may wait for the end of a file
            }
        }
    }

    @Override
    public void close() {
        output.close();
        queue.abandon();
        frames.close(partition, inFlight);
    }
}
