package dev.hawkeye.console.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where the reading of a topic begins: an offset for each partition. */
public interface StartOffsets {
    Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    /** With all that is there. */
    static StartOffsets beginning() {
        return Consumer::beginningOffsets;
    }

    /** With what is still to come. */
    static StartOffsets end() {
        return Consumer::endOffsets;
    }

    /** With at most so many of the newest records in each partition; the end of a transaction takes the place of one too. */
    static StartOffsets newest(int records) {
        return (consumer, partitions) -> {
            Map<TopicPartition, Long> offsets = new HashMap<>(consumer.beginningOffsets(partitions));
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> offsets.merge(partition, end - records, Math::max));
            return offsets;
        };
    }

    /** With what came to the broker so long ago. */
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
