package dev.hawkeye.notify.command;

import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands without an answer yet, from the records of both topics, in any order. Confined to the watch's thread. */
final class OpenCommands {
    /** An answer given in time may arrive slightly late. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /**
     * Commands this long past their deadline are ignored: nobody was there to report them, and answers are kept no
     * longer.
     */
    private static final Duration LONG_PAST = Duration.ofHours(1);

    private static final int MAX_OPEN = 10_000;
    private static final int MAX_ANSWERS = 50_000;

    private final Map<String, Open> open = bounded(MAX_OPEN);
    private final Map<String, Boolean> answered = bounded(MAX_ANSWERS);

    /** @param partition of its record */
    private record Open(Command command, int partition) {}

    private static <T> Map<String, T> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > most;
            }
        };
    }

    void take(Command command, int partition, Instant now) {
        boolean past = command.getDeadline().plus(LONG_PAST).isBefore(now);
        if (!past && !answered.containsKey(command.getId())) {
            open.put(command.getId(), new Open(command, partition));
        }
    }

    /** @return the command that it answers; empty if that is unknown, or was answered before */
    Optional<Command> take(CommandResult result) {
        answered.put(result.getId(), true);
        return Optional.ofNullable(open.remove(result.getId())).map(Open::command);
    }

    /** The commands that should have been answered before now. */
    List<Command> overdue(Instant now) {
        return open.values().stream()
                .map(Open::command)
                .filter(command -> command.getDeadline().plus(GRACE).isBefore(now))
                .toList();
    }

    /** Drops the commands of partitions that another instance now watches. */
    void leave(List<Integer> partitions) {
        open.values().removeIf(each -> partitions.contains(each.partition()));
    }
}
