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
 * The output to one target: gives each notification a fate, and commits the offsets of those that have one. Confined to
 * the delivery's thread; used by successive consumers until {@link #close()}. By default, offsets are committed after
 * delivery: at least once.
 */
public interface Outlet extends AutoCloseable {

    /** Waits between two attempts. */
    interface Pause {
        /** @return false when the notification no longer belongs to this instance */
        boolean await(Duration time);
    }

    /** Called when a consumer starts; anything that the previous one did not commit will be sent again. */
    default void begin() {}

    /** Sets the rules from which notifications are created from now on. */
    default void rules(List<Rule> rules) {}

    /** Called when partitions were assigned to the consumer, which resumes at their committed offsets. */
    default void assigned() {}

    /**
     * @return false when it has no fate, because it no longer belongs to this instance
     * @throws KafkaException when Kafka rejects the record of its fate
     */
    boolean send(Notification notification, Pause pause) throws InterruptedException;

    /** Called about every half second while there is nothing to send. */
    default void look() throws InterruptedException {}

    /** Whether sends take effect, exactly once, only with the commit of their offset. */
    default boolean sendsWithCommit() {
        return false;
    }

    /** @param offsets may be empty */
    default void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    /** Called when the consumer has ended. */
    default void end() {}

    @Override
    void close();
}
