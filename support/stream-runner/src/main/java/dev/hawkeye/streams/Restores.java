package dev.hawkeye.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The state being restored from changelogs, and its progress. Thread-safe. */
final class Restores implements StateRestoreListener {
    private static final int SHOWN = 3;

    private final Map<String, Restore> underWay = new ConcurrentSkipListMap<>();

    private record Restore(long offset, long end) {}

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long begin, long end) {
        underWay.put(partition.toString(), new Restore(begin, end));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long restored) {
        underWay.computeIfPresent(partition.toString(), (name, before) -> new Restore(last + 1, before.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        underWay.remove(partition.toString());
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        underWay.remove(partition.toString());
    }

    /** Forgets all restores: for example, their stream thread died without notice. */
    void clear() {
        underWay.clear();
    }

    /** Describes the first few restores; empty when there are none. */
    String text() {
        Map<String, Restore> now = Map.copyOf(underWay);
        if (now.isEmpty()) {
            return "";
        }
        String first = now.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(SHOWN)
                .map(entry -> entry.getKey() + " at offset " + entry.getValue().offset() + " of "
                        + entry.getValue().end())
                .collect(Collectors.joining(", "));
        return "its state is being restored: " + first
                + (now.size() > SHOWN ? ", and " + (now.size() - SHOWN) + " more" : "");
    }
}
