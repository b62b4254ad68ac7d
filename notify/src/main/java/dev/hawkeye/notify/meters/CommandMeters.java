package dev.hawkeye.notify.meters;

import dev.hawkeye.schemas.CommandState;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Counts commands by their result. Thread-safe. */
public final class CommandMeters {
    private static final String UNANSWERED = "unanswered";
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> actuators;

    /** @param actuators the configured ones; all others are counted as one */
    public CommandMeters(MeterRegistry registry, Collection<String> actuators) {
        this.registry = registry;
        this.actuators = Set.copyOf(actuators);
        for (String actuator : this.actuators) {
            count(actuator, UNANSWERED, 0);
            for (CommandState state : CommandState.values()) {
                count(actuator, word(state), 0);
            }
        }
    }

    /** Counts an answer of an actuator. */
    public void answered(String actuator, CommandState state) {
        count(actuator, word(state), 1);
    }

    /** Counts a deadline that passed without an answer. */
    public void unanswered(String actuator) {
        count(actuator, UNANSWERED, 1);
    }

    private static String word(CommandState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void count(String actuator, String result, int more) {
        NotifyMetrics.COMMANDS
                .counter(registry, actuators.contains(actuator) ? actuator : OTHER, result)
                .increment(more);
    }
}
