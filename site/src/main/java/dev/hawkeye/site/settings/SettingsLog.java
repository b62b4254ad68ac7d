package dev.hawkeye.site.settings;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.SettingEdit;
import dev.hawkeye.schemas.SettingRecord;
import dev.hawkeye.schemas.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assembles settings and history from the records of {@code site-settings}, in order. The records of a revision are
 * committed together but read one by one: {@link #current()} advances only with the last edit of a revision, so it
 * never shows a partial one. Not thread-safe.
 */
final class SettingsLog {
    private static final Logger log = LoggerFactory.getLogger(SettingsLog.class);
    /** Bounds the memory in case of made-up keys on the topic. */
    private static final int MAX_KEYS = 10_000;

    private final String topic;
    private final Deserializer<SettingRecord> deserializer;
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final NavigableMap<Long, Revision> history = new TreeMap<>();
    private final List<SettingEdit> begun = new ArrayList<>();
    private LiveSettings current = LiveSettings.NONE;

    SettingsLog(String topic, Deserializer<SettingRecord> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /** The settings as of the last complete revision. */
    LiveSettings current() {
        return current;
    }

    /** The revisions that are still on the topic, by number. */
    NavigableMap<Long, Revision> history() {
        return history;
    }

    /** Advances to a revision that is being written. */
    void apply(Revision revision) {
        for (Edit edit : revision.edits()) {
            if (edit.after() == null) {
                texts.remove(edit.key());
            } else {
                texts.put(edit.key(), edit.after());
            }
        }
        history.put(revision.number(), revision);
        current = new LiveSettings(revision.number(), revision.by(), revision.at(), texts);
    }

    /** The last revision that is not an undo, and has not been undone itself. */
    Optional<Revision> lastToUndo() {
        Set<Long> undone = history.values().stream().map(Revision::undoes).collect(Collectors.toSet());
        return history.descendingMap().values().stream()
                .filter(revision -> revision.undoes() == 0 && !undone.contains(revision.number()))
                .findFirst();
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        String key = TopicScan.key(record);
        try {
            if (SettingKeys.isSetting(key)) {
                takeText(key, record.value());
            } else if (SettingKeys.isChange(key)) {
                takeEdit(key, record.value());
            }
        } catch (UndecodableException e) {
            log.warn("Record {} of {} is skipped: {}", record.offset(), topic, e.getMessage());
        }
    }

    private void takeText(String key, byte[] value) {
        String text =
                value == null ? null : deserializer.deserialize(topic, value).getText();
        if (text == null) {
            texts.remove(key);
        } else if (texts.containsKey(key) || texts.size() < MAX_KEYS) {
            texts.put(key, text);
        }
    }

    private void takeEdit(String key, byte[] value) {
        SettingEdit edit =
                value == null ? null : deserializer.deserialize(topic, value).getChange();
        if (edit == null) {
            history.values().removeIf(revision -> key.startsWith(revisionPart(revision.number())));
            return;
        }
        if (edit.getIndex() == 0) {
            begun.clear();
        }
        if (edit.getIndex() != begun.size() || begun.size() == MAX_KEYS || isOfAnother(edit)) {
            begun.clear(); // not in the order that SettingsDesk writes: an incomplete revision is dropped
            return;
        }
        begun.add(edit);
        if (edit.getIndex() == edit.getEdits() - 1) {
            complete(edit);
        }
    }

    private boolean isOfAnother(SettingEdit edit) {
        return !begun.isEmpty() && begun.get(0).getRevision() != edit.getRevision();
    }

    private static String revisionPart(long number) {
        String first = SettingKeys.change(number, 0);
        return first.substring(0, first.lastIndexOf('/') + 1);
    }

    private void complete(SettingEdit last) {
        List<Edit> edits = begun.stream()
                .map(edit -> new Edit(edit.getKey(), edit.getBefore(), edit.getAfter()))
                .toList();
        begun.clear();
        Revision revision =
                new Revision(last.getRevision(), last.getBy(), last.getAt(), last.getWhat(), last.getUndoes(), edits);
        history.put(revision.number(), revision);
        current = new LiveSettings(revision.number(), revision.by(), revision.at(), texts);
    }
}
