package dev.hawkeye.notify.delivery;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.alarm.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The way out to one target: gives each notification a fate, and commits the offsets of what has one. Used by one thread, by one
 * consumer after the other, until {@link #close()}. By default offsets are committed after delivery: at least once.
 */
public interface Outlet extends AutoCloseable {

    /** What happens between two attempts. */
    interface Pause {
        /** @return false when it is no longer ours to deliver */
        boolean await(Duration time);
    }

    /** A consumer begins; what the one before has not committed will be sent again. */
    default void begin() {}

    /** The rules that notifications come from now on. */
    default void rules(List<Rule> rules) {}

    /** The consumer was given partitions, and will go on where they were committed. */
    default void assigned() {}

    /**
     * @return false when it has no fate, since it is no longer ours to deliver
     * @throws KafkaException when Kafka does not take what belongs to its fate
     */
    boolean send(Notification notification, Pause pause) throws InterruptedException;

    /** Called about every half second while there is nothing to send. */
    default void look() throws InterruptedException {}

    /** Whether what was sent is only there, and only once, with the commit of its offset. */
    default boolean sendsWithCommit() {
        return false;
    }

    /** @param offsets may be empty */
    default void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    /** The consumer has ended. */
    default void end() {}

    @Override
    void close();
}
