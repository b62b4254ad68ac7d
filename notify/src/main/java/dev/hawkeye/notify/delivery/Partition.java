package dev.hawkeye.notify.delivery;

import dev.hawkeye.notify.alarm.Alarms;
import dev.hawkeye.notify.alarm.Memory;
import dev.hawkeye.notify.alarm.Rule;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The state of one partition while this instance owns it. Confined to the delivery's thread. */
final class Partition {
    private final Alarms alarms;
    private long next;
    private OffsetAndMetadata committed;
    private boolean busy;

    /** @param once whether nothing may be sent twice, see {@link Alarms} */
    Partition(List<Rule> rules, Memory memory, boolean once) {
        this.alarms = new Alarms(rules, memory, once);
        this.next = memory.committed();
        this.committed = new OffsetAndMetadata(memory.committed(), memory.text());
    }

    Alarms alarms() {
        return alarms;
    }

    /** Marks the alarms as ahead of the deliveries, until {@link #done}. */
    void begin() {
        busy = true;
    }

    boolean isBusy() {
        return busy;
    }

    /** Marks everything before an offset as delivered. */
    void done(long itsNext) {
        next = Math.max(next, itsNext);
        busy = false;
    }

    void done() {
        busy = false;
    }

    /** The offset to commit; empty if there is nothing new, or while a delivery is in flight. */
    Optional<OffsetAndMetadata> commit() {
        Memory memory = alarms.memory(next);
        OffsetAndMetadata commit = new OffsetAndMetadata(memory.committed(), memory.text());
        return busy || commit.equals(committed) ? Optional.empty() : Optional.of(commit);
    }

    void committed(OffsetAndMetadata commit) {
        committed = commit;
    }
}
