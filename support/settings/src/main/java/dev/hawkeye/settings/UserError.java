package dev.hawkeye.settings;

import java.util.List;

/**
 * An exception whose message is written for the user, who can fix the problem: settings, files, ports, permissions. The
 * message is one line with the problem, the value and the remedy. It ends a command with exit code 2.
 */
public interface UserError {
    String getMessage();

    /** The messages, one line per problem. */
    default List<String> lines() {
        return List.of(String.valueOf(getMessage()));
    }
}
