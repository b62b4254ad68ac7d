package dev.hawkeye.notify.config;

import dev.hawkeye.settings.Check;
import java.time.Duration;

/**
 * The commands for an actuator; keys as in hawkeye.yaml under {@code command} of a target. Immutable, validated on
 * construction.
 *
 * @param actuator its name; empty for the name of the target
 * @param action the action to perform; empty for targets of other types
 * @param endAction the action at the end of an alarm; empty for none
 * @param deadline how long after the capture of the picture the action may still be performed
 */
public record CommandConfig(String actuator, String action, String endAction, Duration deadline) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public CommandConfig {
        if (!actuator.isEmpty()) {
            Names.check("actuator", actuator);
        }
        checkWord("action", action);
        checkWord("end-action", endAction);
        Check.atLeastOneMilli("deadline", deadline);
        Check.that(deadline.compareTo(LONGEST) <= 0, "deadline", "must be at most 10 m", deadline);
    }

    private static void checkWord(String key, String word) {
        Check.that(
                word.matches("[a-zA-Z0-9._-]{0,60}"),
                key,
                "must be up to 60 letters, digits, '.', '_' and '-'",
                "'" + word + "'");
    }
}
