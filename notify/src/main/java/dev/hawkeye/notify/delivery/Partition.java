package dev.hawkeye.notify.delivery;

import dev.hawkeye.notify.alarm.Alarms;
import dev.hawkeye.notify.alarm.Memory;
import dev.hawkeye.notify.alarm.Rule;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What is known of one partition while it is ours. For use by one thread. */
final class Partition {
    private final Alarms alarms;
    private long next;
    private OffsetAndMetadata committed;
    private boolean busy;

    /** @param once whether nothing may be sent again, see {@link Alarms} */
    Partition(List<Rule> rules, Memory memory, boolean once) {
        this.alarms = new Alarms(rules, memory, once);
        this.next = memory.committed();
        this.committed = new OffsetAndMetadata(memory.committed(), memory.text());
    }

    Alarms alarms() {
        return alarms;
    }

    /** From here to {@link #done}, the alarms are ahead of what is delivered. */
    void begin() {
        busy = true;
    }

    boolean isBusy() {
        return busy;
    }

    /** All up to an offset is delivered. */
    void done(long itsNext) {
        next = Math.max(next, itsNext);
        busy = false;
    }

    void done() {
        busy = false;
    }

    /** What is to be committed; empty for nothing new, or while there is something on its way. */
    Optional<OffsetAndMetadata> commit() {
        Memory memory = alarms.memory(next);
        OffsetAndMetadata commit = new OffsetAndMetadata(memory.committed(), memory.text());
        return busy || commit.equals(committed) ? Optional.empty() : Optional.of(commit);
    }

    void committed(OffsetAndMetadata commit) {
        committed = commit;
    }
}
