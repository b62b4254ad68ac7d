package dev.hawkeye.site.reset;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reset is going to do, all of it.
 *
 * @param group whose offsets change; the application id
 * @param offsets by topic and partition
 * @param topics that are deleted
 * @param folders on this machine that are removed with their content
 */
public record ResetPlan(String group, List<Offset> offsets, List<String> topics, List<Path> folders) {

    /**
     * Where the group stands in a partition.
     *
     * @param committed the next record that would be read; empty if none was committed
     * @param then the next record that will be read; empty if what was committed is deleted, as the application does not
     *     read that topic
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

    /** At most so many records will be read a second time: offsets also count what transactions leave behind. */
    public long readAgain() {
        return sum(distance -> Math.max(0, -distance));
    }

    /** At most so many records will not be read at all. */
    public long skipped() {
        return sum(distance -> Math.max(0, distance));
    }

    private long sum(LongUnaryOperator share) {
        return offsets.stream().mapToLong(Offset::distance).map(share).sum();
    }
}
