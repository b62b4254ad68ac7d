package dev.hawkeye.site.reset;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * Everything that a reset will do.
 *
 * @param group whose offsets change; the application id
 * @param offsets by topic and partition
 * @param topics that are deleted
 * @param folders on this machine that are removed with their content
 */
public record ResetPlan(String group, List<Offset> offsets, List<String> topics, List<Path> folders) {

    /**
     * The position of the group in a partition.
     *
     * @param committed offset of the next record that would be read; empty if none was committed
     * @param then offset of the next record that will be read; empty if the committed offset is deleted, because the
     *     application does not read that topic
     */
    public record Offset(TopicPartition partition, OptionalLong committed, OptionalLong then) {
        private long distance() {
            return committed.isPresent() && then.isPresent() ? then.getAsLong() - committed.getAsLong() : 0;
        }
    }

    public ResetPlan {
        offsets = List.copyOf(offsets);
        topics = List.copyOf(topics);
        folders = List.copyOf(folders);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return offsets.isEmpty() && topics.isEmpty() && folders.isEmpty();
    }

    /** Upper limit of the records that will be read again; offsets also include transaction markers. */
    public long readAgain() {
        return sum(distance -> Math.max(0, -distance));
    }

    /** Upper limit of the records that will be skipped. */
    public long skipped() {
        return sum(distance -> Math.max(0, distance));
    }

    private long sum(LongUnaryOperator share) {
        return offsets.stream().mapToLong(Offset::distance).map(share).sum();
    }
}
