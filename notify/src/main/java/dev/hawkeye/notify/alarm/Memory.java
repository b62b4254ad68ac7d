package dev.hawkeye.notify.alarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metadata text of a committed offset: the offset up to which notifications were delivered, and the events that
 * began the alarms still remembered, as in {@code 1 4711 4700.1x2k,4705.9z!,1x2k=gate}. Offsets are decimal; a rule is
 * the hash of its name in base 36; '!' marks an alarm that has ended. The names of the rules of open alarms follow, as
 * far as they fit, so that an alarm can be ended even if its rule is gone. Text without names is valid, and readers that
 * do not know names ignore them. Immutable.
 */
public final class Memory {
    private static final String VERSION = "1";
    private static final int RADIX = 36;
    /** Kafka accepts 4096 bytes. */
    private static final int MAX_LENGTH = 4_000;

    private final long next;
    private final long committed;
    private final Map<String, Boolean> ended;
    /** By hash. */
    private final Map<String, String> names;

    private final String text;

    /** An alarm, identified by its first event. */
    record Beginning(long offset, String rule, boolean ended) {
        String key() {
            return Memory.key(rule, offset);
        }
    }

    private Memory(long next, long committed, Map<String, Boolean> ended, Map<String, String> names, String text) {
        this.next = next;
        this.committed = committed;
        this.ended = Map.copyOf(ended);
        this.names = Map.copyOf(names);
        this.text = text;
    }

    /** Without any alarms. */
    private static Memory nothing(long committed) {
        return new Memory(committed, committed, Map.of(), Map.of(), "");
    }

    /** @param once whether to forget the oldest alarms rather than send anything again */
    static Memory of(long next, List<Beginning> alarms, boolean once) {
        List<Beginning> sorted = alarms.stream()
                .sorted(Comparator.comparingLong(Beginning::offset).thenComparing(Beginning::rule))
                .toList();
        Memory memory = of(next, sorted);
        while (memory.text.length() > MAX_LENGTH) {
            if (!once) {
                return nothing(memory.committed);
            }
            sorted = sorted.subList(sorted.size() / 10 + 1, sorted.size());
            memory = of(next, sorted);
        }
        return memory;
    }

    private static Memory of(long next, List<Beginning> sorted) {
        long committed = sorted.isEmpty() ? next : Math.min(next, sorted.get(0).offset());
        Map<String, Boolean> ended = new HashMap<>();
        Map<String, String> open = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (Beginning alarm : sorted) {
            ended.put(alarm.key(), alarm.ended());
            words.add(alarm.key() + (alarm.ended() ? "!" : ""));
            if (!alarm.ended()) {
                open.putIfAbsent(hash(alarm.rule()), alarm.rule());
            }
        }
        StringBuilder text = new StringBuilder(VERSION + " " + next + " " + String.join(",", words));
        Map<String, String> names = new HashMap<>();
        open.forEach((hash, name) -> {
            String word = "," + hash + "=" + name;
            if (text.length() + word.length() <= MAX_LENGTH) {
                text.append(word);
                names.put(hash, name);
            }
        });
        return new Memory(next, committed, ended, names, text.toString());
    }

    /**
     * Parses committed metadata. Text of another version is ignored, so that more is sent again.
     *
     * @param committed the committed offset
     */
    public static Memory parse(long committed, String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].matches("\\d{1,18}")) {
            return nothing(committed);
        }
        Map<String, Boolean> ended = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (String word : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
            int equals = word.indexOf('=');
            boolean over = word.endsWith("!");
            if (equals >= 0) {
                names.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                ended.put(over ? word.substring(0, word.length() - 1) : word, over);
            }
        }
        return new Memory(Long.parseLong(parts[1]), committed, ended, names, text);
    }

    private static String key(String rule, long offset) {
        return keyOf(hash(rule), offset);
    }

    private static String keyOf(String hash, long offset) {
        return offset + "." + hash;
    }

    private static String hash(String rule) {
        return Integer.toString(rule.hashCode() & Integer.MAX_VALUE, RADIX);
    }

    /** The text for {@link #parse}; it fits into the metadata of a commit. */
    public String text() {
        return text;
    }

    /** The offset to commit with it. */
    public long committed() {
        return committed;
    }

    /** The first offset whose notifications were not delivered. */
    public long next() {
        return next;
    }

    boolean isDelivered(long offset) {
        return offset < next;
    }

    /** Whether the event at an offset began an alarm that is still remembered. */
    boolean began(String rule, long offset) {
        return ended.containsKey(key(rule, offset));
    }

    boolean ended(String rule, long offset) {
        return ended.getOrDefault(key(rule, offset), false);
    }

    /** Names of the rules, as far as known, whose open alarms began with the event at an offset. */
    List<String> openAt(long offset) {
        return names.entrySet().stream()
                .filter(name -> Boolean.FALSE.equals(ended.get(keyOf(name.getKey(), offset))))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
