package dev.hawkeye.console.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** The offsets from which to read a topic, one per partition. */
public interface StartOffsets {
    Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    /** Starts with the oldest record. */
    static StartOffsets beginning() {
        return Consumer::beginningOffsets;
    }

    /** Starts with the next record to be written. */
    static StartOffsets end() {
        return Consumer::endOffsets;
    }

    /** Starts with at most this many of the newest records in each partition; end-of-transaction markers count, too. */
    static StartOffsets newest(int records) {
        return (consumer, partitions) -> {
            Map<TopicPartition, Long> offsets = new HashMap<>(consumer.beginningOffsets(partitions));
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> offsets.merge(partition, end - records, Math::max));
            return offsets;
        };
    }

    /** Starts with the records that reached the broker this long ago. */
    static StartOffsets since(Duration ago) {
        return (consumer, partitions) -> {
            long time = System.currentTimeMillis() - ago.toMillis();
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, time));
            Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
            for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                    consumer.offsetsForTimes(times).entrySet()) {
                if (found.getValue() != null) {
                    offsets.put(found.getKey(), found.getValue().offset());
                }
            }
            return offsets;
        };
    }
}
