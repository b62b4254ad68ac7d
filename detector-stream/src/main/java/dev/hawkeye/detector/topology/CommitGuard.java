package dev.hawkeye.detector.topology;

import dev.hawkeye.detector.lanes.Lanes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the committed offset of a partition from passing its first frame that has not been forwarded.
 *
 * <p><b>The problem.</b> Inference takes most of the time and must run on every core, several frames of a partition at
 * once, so {@code process()} hands a frame to a {@link Lanes lane} and returns before there is a result. To Kafka
 * Streams, a record is done when {@code process()} returns: the next commit covers it. If the process dies after such a
 * commit and before the result was forwarded, no one reads the frame again. It is lost.
 *
 * <p><b>Why not a public hook.</b> During a commit, internal caches are flushed, the producer is flushed, the offsets
 * are computed and committed, and only then are {@code StateStore.commit} and {@code Processor.close} called. No public
 * hook of a processor runs before its offsets are committed. Punctuators do not close the gap, nor does a long commit
 * interval, since revocation and shutdown commit as well. Two alternatives were rejected: a {@code process()} that
 * waits for each frame (correct, but a partition then uses one core and batches of one), and the internal cache-flush
 * interface (breaks with upgrades).
 *
 * <p><b>The solution.</b> {@code KafkaClientSupplier} is public, and each committed offset passes through the clients
 * that it supplies: {@code Producer.sendOffsetsToTransaction} under exactly-once, {@code Consumer.commitSync} under
 * at-least-once. {@link GuardedClients} wraps both and lowers each offset to what this class allows.
 *
 * <p><b>The invariant.</b> Results are forwarded in the order of the offsets, so the frames of a partition split at one
 * offset F: everything below F has been forwarded, and nothing from F on. So a commit lowered to F covers exactly what
 * is in the producer's transaction. After a crash, a revocation or a shutdown, the next owner starts at F, and frames
 * that were in flight are analyzed again. Nothing is lost, and, since the results and the offset commit in one
 * transaction, nothing appears twice.
 *
 * <p>F moves in the stream thread of the partition's task ({@code process()} and the punctuator), and commits run in
 * that same thread, so the offset that is read here is exact, not a snapshot. The map is concurrent only because
 * several stream threads share it.
 */
public final class CommitGuard {
    private final Map<TopicPartition, InFlight> open = new ConcurrentHashMap<>();

    /** Starts guarding a partition; {@code frames} tells how far it has been forwarded. */
    void open(TopicPartition partition, InFlight frames) {
        open.put(partition, frames);
    }

    /** Stops guarding a partition. Kafka Streams closes a processor after the last commit of its task. */
    void close(TopicPartition partition, InFlight frames) {
        open.remove(partition, frames);
    }

    /** @return {@code offsets}, lowered so that none passes its partition's first unforwarded frame */
    public Map<TopicPartition, OffsetAndMetadata> allow(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> allowed = new HashMap<>(offsets);
        allowed.replaceAll(this::allow);
        return allowed;
    }

    private OffsetAndMetadata allow(TopicPartition partition, OffsetAndMetadata asked) {
        InFlight frames = open.get(partition);
        if (frames == null || frames.firstUnforwarded() >= asked.offset()) {
            return asked;
        }
        return new OffsetAndMetadata(frames.firstUnforwarded(), asked.leaderEpoch(), asked.metadata());
    }
}
